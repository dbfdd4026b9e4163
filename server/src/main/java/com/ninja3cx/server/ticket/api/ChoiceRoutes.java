package com.ninja3cx.server.ticket.api;

import com.ninja3cx.server.access.Scope;
import com.ninja3cx.server.ninjaone.NinjaOneException;
import com.ninja3cx.server.ninjaone.TicketForm;
import com.ninja3cx.server.ninjaone.TicketStatus;
import com.ninja3cx.server.ticket.delivery.TicketTerms;
import com.ninja3cx.server.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `GET /api/ticket-choices`: the statuses and forms of the tenant, for whoever corrects a draft.
/// Empty while NinjaOne is not set up or does not answer.
public final class ChoiceRoutes implements Routes {

    private static final Logger LOG = LoggerFactory.getLogger(ChoiceRoutes.class);

    private final @Nullable TicketTerms terms;

    /// @param terms null while NinjaOne is not set up
    public ChoiceRoutes(@Nullable TicketTerms terms) {
        this.terms = terms;
    }

    /// Something to choose.
    ///
    /// @param required fields that NinjaOne wants filled in, which a call does not
    private record Choice(int id, String name, List<String> required) {}

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/api/ticket-choices", this::list, Scope.READ, Scope.TICKETS);
    }

    private void list(Context ctx) {
        List<Choice> statuses = List.of();
        List<Choice> forms = List.of();
        if (terms != null) {
            try {
                statuses = terms.statuses().stream().map(ChoiceRoutes::choice).toList();
                forms = terms.forms().stream().map(ChoiceRoutes::choice).toList();
            } catch (NinjaOneException e) {
                LOG.warn("ninja statuses and forms not read, error {}", e.failure().line());
            }
        }
        ctx.json(Map.of("statuses", statuses, "forms", forms));
    }

    private static Choice choice(TicketStatus status) {
        return new Choice(status.statusId(), status.displayName(), List.of());
    }

    private static Choice choice(TicketForm form) {
        return new Choice(form.id(), form.name(), form.required());
    }
}
