package com.ninja3cx.server.call;

import com.ninja3cx.server.access.Scope;
import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.server.web.ClientAddress;
import com.ninja3cx.server.web.Languages;
import com.ninja3cx.server.web.Problem;
import com.ninja3cx.server.web.RequestBody;
import com.ninja3cx.server.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import tools.jackson.databind.node.ObjectNode;

/// Where PBXs tell about calls. An event is answered 2xx only after it is committed.
public final class WebhookRoutes implements Routes {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookRoutes.class);

    private static final int STRANGER_EVENTS_PER_MINUTE = 300;

    private final CallJournal journal;
    private final Senders senders;
    private final StrangerLimit strangers;
    private final InstantSource clock;

    public WebhookRoutes(CallJournal journal, Settings.ThreeCx settings, InstantSource clock) {
        this.journal = journal;
        this.senders = new Senders(settings, clock);
        this.strangers = new StrangerLimit(STRANGER_EVENTS_PER_MINUTE, clock);
        this.clock = clock;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.post("/webhook/3cx/call-event", this::event, Scope.PUBLIC);
        routes.post("/webhook/3cx/test", this::test, Scope.PUBLIC);
        routes.get("/webhook/3cx/health", this::health, Scope.PUBLIC);
    }

    private void event(Context ctx) {
        ObjectNode body = RequestBody.object(ctx);
        String pbx = pbx(ctx);
        Senders.Proof proof = senders.proof(ctx);
        Trust trust = trust(proof);
        if (trust == Trust.UNVERIFIED && !strangers.admits()) {
            throw tooMany();
        }
        Instant now = Instant.ofEpochMilli(clock.millis());
        CallEvent said = CallEventReader.read(body, pbx, now);
        String sender = ClientAddress.of(ctx).getHostAddress();
        WebhookEvent event = WebhookEvent.of(body, pbx, sender, trust, now);
        if (!said.usable()) {
            journal.keepUnusable(event);
            throw unusable(said);
        }
        CallJournal.Told told = journal.record(event, said);
        MDC.put("callId", told.call().id());
        LOG.info(
                "webhook: {} event, {}",
                told.call().trust(),
                told.repeated() ? "repeated" : "stored");
        MDC.remove("callId");
        if (proof == Senders.Proof.WRONG_SECRET) {
            throw wrongSecret();
        }
        ctx.status(told.repeated() ? 200 : 201).json(answer(told, said, Languages.of(ctx)));
    }

    private void test(Context ctx) {
        ObjectNode body = RequestBody.object(ctx);
        Instant now = Instant.ofEpochMilli(clock.millis());
        CallEvent said = CallEventReader.read(body, pbx(ctx), now);
        Senders.Proof proof = senders.proof(ctx);
        if (proof == Senders.Proof.WRONG_SECRET) {
            throw wrongSecret();
        }
        if (!said.usable()) {
            throw unusable(said);
        }
        Call call = said.toCall("-", said.test() ? Trust.TEST : trust(proof));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("understood", CallView.of(call));
        answer.put("notes", notes(said, Languages.of(ctx)));
        ctx.json(answer);
    }

    private void health(Context ctx) {
        ctx.json(
                Map.of(
                        "status",
                        "ok",
                        "secret",
                        senders.secretSet() ? "set" : "not set",
                        "you",
                        trust(senders.proof(ctx)).name()));
    }

    private static Trust trust(Senders.Proof proof) {
        return switch (proof) {
            case SECRET, ADDRESS -> Trust.TRUSTED;
            case WRONG_SECRET, NONE -> Trust.UNVERIFIED;
        };
    }

    private static String pbx(Context ctx) {
        String name = ctx.queryParam("pbx");
        if (name == null) {
            return Call.DEFAULT_PBX;
        }
        if (!name.matches("[A-Za-z0-9._-]{1,40}")) {
            throw Problem.invalid(
                    List.of(
                            new Problem.FieldError(
                                    "pbx",
                                    new Words(
                                            "40 lettres, chiffres, points et tirets au plus",
                                            "at most 40 letters, digits, dots and dashes"))));
        }
        return name;
    }

    private static Map<String, Object> answer(
            CallJournal.Told told, CallEvent said, Locale locale) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("call", told.call().id());
        answer.put("trust", told.call().trust());
        answer.put("repeated", told.repeated());
        answer.put("notes", notes(said, locale));
        return answer;
    }

    private static List<Map<String, String>> notes(CallEvent said, Locale locale) {
        return said.notes().stream()
                .map(note -> Map.of("field", note.field(), "message", note.words().in(locale)))
                .toList();
    }

    private static Problem unusable(CallEvent said) {
        return new Problem(
                422,
                "empty_event",
                new Words("Événement sans contenu", "Event without content"),
                new Words(
                        "Aucun champ ne dit de quel appel il s'agit (callId, caller, callee,"
                                + " agentExt, agentMail). L'événement est conservé ; vérifiez le"
                                + " modèle JSON dans 3CX.",
                        "No field says which call this is (callId, caller, callee, agentExt,"
                                + " agentMail). The event is kept; check the JSON template in"
                                + " 3CX."),
                said.notes());
    }

    private static Problem wrongSecret() {
        return Problem.unauthorized(
                new Words(
                        "Le secret envoyé n'est pas WEBHOOK_SECRET. L'événement est conservé comme"
                                + " non vérifié : il ne crée pas de ticket.",
                        "The secret sent is not WEBHOOK_SECRET. The event is kept as unverified:"
                                + " it makes no ticket."));
    }

    private static Problem tooMany() {
        return new Problem(
                429,
                "too_many_events",
                new Words("Trop d'événements", "Too many events"),
                new Words(
                        "Trop d'événements non vérifiés en une minute ; configurez WEBHOOK_SECRET"
                                + " ou THREECX_URL.",
                        "Too many unverified events within a minute; set WEBHOOK_SECRET or"
                                + " THREECX_URL."));
    }
}
