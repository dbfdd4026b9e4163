package com.ninja3cx.server.ticket.status;

import com.ninja3cx.server.access.Scope;
import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.settings.Secret;
import com.ninja3cx.server.web.Problem;
import com.ninja3cx.server.web.RequestBody;
import com.ninja3cx.server.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `/webhook/ninjaone`: NinjaOne's own events about tickets. What an event says is not believed: it
/// only makes us look at the ticket it names. NinjaOne signs nothing, so that a secret of ours must
/// stand in a header.
public final class NinjaWebhookRoutes implements Routes {

    static final String HEADER = "X-Webhook-Secret";
    private static final int MOST = 50;
    private static final int DEEPEST = 6;

    private final TicketStates states;
    private final @Nullable Secret secret;

    public NinjaWebhookRoutes(TicketStates states, @Nullable Secret secret) {
        this.states = states;
        this.secret = secret;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.post("/webhook/ninjaone", this::event, Scope.PUBLIC);
    }

    private void event(Context ctx) {
        check(ctx);
        ObjectNode body = RequestBody.object(ctx);
        Set<Integer> tickets = new LinkedHashSet<>();
        collect(body, false, 0, tickets);
        int ours = 0;
        for (int ticket : tickets.stream().limit(MOST).toList()) {
            ours += states.wanted(ticket) ? 1 : 0;
        }
        ctx.status(202).json(Map.of("tickets", ours));
    }

    private void check(Context ctx) {
        if (secret == null) {
            throw new Problem(
                    403,
                    "ninja_webhook_off",
                    new Words("Événements NinjaOne non réglés", "NinjaOne events are not set up"),
                    new Words(
                            "Réglez NINJA_WEBHOOK_SECRET et donnez la même valeur à NinjaOne dans"
                                    + " l'en-tête X-Webhook-Secret.",
                            "Set NINJA_WEBHOOK_SECRET and give NinjaOne the same value in the"
                                    + " header X-Webhook-Secret."));
        }
        String shown = ctx.header(HEADER);
        boolean right =
                shown != null
                        && MessageDigest.isEqual(
                                shown.strip().getBytes(StandardCharsets.UTF_8),
                                secret.value().getBytes(StandardCharsets.UTF_8));
        if (!right) {
            throw Problem.unauthorized(
                    new Words(
                            "L'en-tête X-Webhook-Secret n'est pas NINJA_WEBHOOK_SECRET.",
                            "The header X-Webhook-Secret is not NINJA_WEBHOOK_SECRET."));
        }
    }

    /// Where the number stands is not documented: `ticketId`, `ticket_id` and `ticket.id` are
    /// taken, at any depth.
    private static void collect(JsonNode node, boolean ticket, int depth, Set<Integer> tickets) {
        if (depth > DEEPEST) {
            return;
        }
        for (Map.Entry<String, JsonNode> each : node.properties()) {
            String name = each.getKey().toLowerCase(java.util.Locale.ROOT).replace("_", "");
            JsonNode value = each.getValue();
            boolean number = name.equals("ticketid") || (ticket && name.equals("id"));
            if (number && value.asString("").matches("[1-9]\\d{0,8}")) {
                tickets.add(Integer.parseInt(value.asString()));
            }
            collect(value, name.equals("ticket"), depth + 1, tickets);
        }
        for (JsonNode each : node.isArray() ? node : java.util.List.<JsonNode>of()) {
            collect(each, ticket, depth + 1, tickets);
        }
    }
}
