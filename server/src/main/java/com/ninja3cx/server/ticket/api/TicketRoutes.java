package com.ninja3cx.server.ticket.api;

import com.ninja3cx.server.access.Scope;
import com.ninja3cx.server.cluster.Bus;
import com.ninja3cx.server.cluster.Hint;
import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.ticket.desk.NewTickets;
import com.ninja3cx.server.ticket.desk.TicketRequest;
import com.ninja3cx.server.ticket.draft.Draft;
import com.ninja3cx.server.ticket.draft.DraftState;
import com.ninja3cx.server.ticket.draft.DraftStore;
import com.ninja3cx.server.ticket.outbox.Attempts;
import com.ninja3cx.server.ticket.outbox.Entry;
import com.ninja3cx.server.ticket.outbox.OutboxStore;
import com.ninja3cx.server.web.Languages;
import com.ninja3cx.server.web.Problem;
import com.ninja3cx.server.web.RequestBody;
import com.ninja3cx.server.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/// `POST /api/tickets`: a ticket in the guide's names. Answers 201 when it exists within a few
/// seconds, otherwise 202 with the queue entry that will make it.
public final class TicketRoutes implements Routes {

    private static final Duration PATIENCE = Duration.ofSeconds(8);

    /// Another server on the same database tells nobody here.
    private static final Duration LOOK = Duration.ofMillis(500);

    private static final int LONGEST_KEY = 200;

    private final NewTickets tickets;
    private final DraftStore drafts;
    private final OutboxStore outbox;
    private final Attempts attempts;
    private final Bus bus;

    public TicketRoutes(
            NewTickets tickets, DraftStore drafts, OutboxStore outbox, Attempts attempts, Bus bus) {
        this.tickets = tickets;
        this.drafts = drafts;
        this.outbox = outbox;
        this.attempts = attempts;
        this.bus = bus;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.post("/api/tickets", this::create, Scope.TICKETS);
    }

    private void create(Context ctx) throws InterruptedException {
        ObjectNode body = RequestBody.object(ctx);
        TicketRequest request = TicketRequest.read(body);
        String key = ctx.header("Idempotency-Key");
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw new Problem(
                    400,
                    "bad_idempotency_key",
                    new Words("Idempotency-Key invalide", "Invalid Idempotency-Key"),
                    new Words(
                            "Entre 1 et %d caractères.".formatted(LONGEST_KEY),
                            "Between 1 and %d characters.".formatted(LONGEST_KEY)));
        }
        var news = new Semaphore(0);
        try (var subscription = bus.subscribe(hint -> heard(hint, news))) {
            answer(ctx, settled(tickets.create(request, key), news));
        }
    }

    private static void heard(Hint hint, Semaphore news) {
        if (hint instanceof Hint.DraftChanged) {
            news.release();
        }
    }

    /// @param news released when a draft has changed
    private Draft settled(String draftId, Semaphore news) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Draft draft = drafts.find(draftId).orElseThrow();
        while (draft.state() == DraftState.QUEUED
                && tickets.awaited().isEmpty()
                && draft.note().english().isEmpty()
                && System.nanoTime() < end) {
            if (news.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                news.drainPermits();
            }
            draft = drafts.find(draftId).orElseThrow();
        }
        return draft;
    }

    private void answer(Context ctx, Draft draft) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("draft", draft.id());
        answer.put("reference", draft.reference());
        Integer ticket = draft.ticketId();
        if (ticket != null) {
            answer.put("id", ticket);
            answer.put("url", draft.ticketUrl());
            ctx.status(201).header("Location", String.valueOf(draft.ticketUrl()));
        } else {
            Entry entry = outbox.ofDraft(draft.id()).getFirst();
            answer.put("entry", EntryView.of(entry, attempts.of(entry.id()), Languages.of(ctx)));
            tickets.awaited().ifPresent(why -> answer.put("note", why.in(Languages.of(ctx))));
            ctx.status(202).header("Location", "/api/outbox/" + entry.id());
        }
        ctx.json(answer);
    }
}
