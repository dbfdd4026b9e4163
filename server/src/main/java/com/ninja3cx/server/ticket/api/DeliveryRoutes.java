package com.ninja3cx.server.ticket.api;

import com.ninja3cx.server.access.Scope;
import com.ninja3cx.server.ticket.closing.Wishes;
import com.ninja3cx.server.ticket.desk.Deliveries;
import com.ninja3cx.server.ticket.status.TicketStates;
import com.ninja3cx.server.web.FieldReader;
import com.ninja3cx.server.web.RequestBody;
import com.ninja3cx.server.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// `/api/drafts/{id}/delivery`: a ticket to append to, the recording, the status to end in. A field
/// that is left out stays as it is, null clears it.
public final class DeliveryRoutes implements Routes {

    private static final String APPEND = "appendTo";
    private static final String ATTACH = "attachRecording";
    private static final String STATUS = "finalStatusId";

    private final Deliveries deliveries;
    private final TicketStates states;

    public DeliveryRoutes(Deliveries deliveries, TicketStates states) {
        this.deliveries = deliveries;
        this.states = states;
    }

    /// What NinjaOne last said of the ticket.
    record TicketView(int id, int statusId, String status, boolean deleted, Instant changedAt) {
        static TicketView of(TicketStates.State state) {
            return new TicketView(
                    state.ticketId(),
                    state.statusId(),
                    state.status(),
                    state.deleted(),
                    state.changedAt());
        }
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/api/drafts/{id}/delivery", this::show, Scope.READ, Scope.TICKETS);
        routes.put("/api/drafts/{id}/delivery", this::change, Scope.TICKETS);
    }

    private void show(Context ctx) {
        answer(ctx, ctx.pathParam("id"), deliveries.of(ctx.pathParam("id")));
    }

    private void change(Context ctx) {
        ObjectNode body = RequestBody.object(ctx);
        var fields = new FieldReader(body, Set.of(APPEND, ATTACH, STATUS));
        Integer append = fields.number(APPEND, 1, Integer.MAX_VALUE);
        Boolean attach = fields.flag(ATTACH);
        Integer status = fields.number(STATUS, 1, Integer.MAX_VALUE);
        fields.check();
        String id = ctx.pathParam("id");
        answer(
                ctx,
                id,
                deliveries.change(
                        id,
                        before ->
                                new Wishes(
                                        body.has(APPEND) ? append : before.appendTo(),
                                        body.has(ATTACH) ? attach : before.attachRecording(),
                                        body.has(STATUS) ? status : before.finalStatus())));
    }

    private void answer(Context ctx, String draft, Wishes wishes) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(APPEND, wishes.appendTo());
        answer.put(ATTACH, wishes.attachRecording());
        answer.put("attaches", deliveries.attaches(draft, wishes));
        answer.put(STATUS, wishes.finalStatus());
        answer.put(
                "ticket",
                deliveries.ticket(draft).flatMap(states::of).map(TicketView::of).orElse(null));
        ctx.json(answer);
    }
}
