package com.ninja3cx.server.ticket.api;

import com.ninja3cx.server.access.Scope;
import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.ticket.closing.Closing;
import com.ninja3cx.server.ticket.outbox.Attempts;
import com.ninja3cx.server.ticket.outbox.Entry;
import com.ninja3cx.server.ticket.outbox.EntryState;
import com.ninja3cx.server.ticket.outbox.Intent;
import com.ninja3cx.server.ticket.outbox.OutboxStore;
import com.ninja3cx.server.ticket.outbox.Settling;
import com.ninja3cx.server.web.FieldReader;
import com.ninja3cx.server.web.Languages;
import com.ninja3cx.server.web.Problem;
import com.ninja3cx.server.web.RequestBody;
import com.ninja3cx.server.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `/api/outbox`: what is to be written, and a person's decisions about it.
public final class OutboxRoutes implements Routes {

    private static final int MOST = 200;

    private final OutboxStore outbox;
    private final Attempts attempts;
    private final Settling settling;
    private final Closing closing;

    public OutboxRoutes(OutboxStore outbox, Attempts attempts, Settling settling, Closing closing) {
        this.outbox = outbox;
        this.attempts = attempts;
        this.settling = settling;
        this.closing = closing;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/api/outbox", this::list, Scope.READ, Scope.TICKETS);
        routes.get("/api/outbox/{id}", this::show, Scope.READ, Scope.TICKETS);
        routes.post("/api/outbox/{id}/retry", this::retry, Scope.TICKETS);
        routes.post("/api/outbox/{id}/search", this::search, Scope.TICKETS);
        routes.post("/api/outbox/{id}/sent", this::sent, Scope.TICKETS);
    }

    private void list(Context ctx) {
        EntryState state = state(ctx.queryParam("state"));
        List<Entry> found = outbox.list(state, param(ctx, "draft"), param(ctx, "call"), MOST);
        ctx.json(Map.of("entries", found.stream().map(entry -> view(ctx, entry)).toList()));
    }

    private static String param(Context ctx, String name) {
        String value = ctx.queryParam(name);
        return value == null ? "" : value.strip();
    }

    private static @Nullable EntryState state(@Nullable String code) {
        if (code == null || code.isBlank()) {
            return null;
        }
        try {
            return EntryState.valueOf(code.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new Problem(
                    422,
                    "unknown_state",
                    new Words("État inconnu", "Unknown state"),
                    new Words(
                            "possibles : ready, sending, unknown, sent, parked, cancelled",
                            "possible: ready, sending, unknown, sent, parked, cancelled"));
        }
    }

    private EntryView view(Context ctx, Entry entry) {
        return EntryView.of(entry, attempts.of(entry.id()), Languages.of(ctx));
    }

    private void show(Context ctx) {
        ctx.json(view(ctx, entry(ctx)));
    }

    private Entry entry(Context ctx) {
        String id = ctx.pathParam("id");
        return outbox.find(id)
                .orElseThrow(
                        () ->
                                Problem.notFound(
                                        new Words(
                                                "Il n'y a pas d'entrée %s.".formatted(id),
                                                "There is no entry %s.".formatted(id))));
    }

    private void retry(Context ctx) {
        Entry entry = entry(ctx);
        switch (entry.state()) {
            case READY -> decide(ctx, entry, EntryState.READY, null);
            case PARKED -> decide(ctx, entry, EntryState.READY, closing.anew(entry));
            case SENDING, UNKNOWN ->
                    throw Problem.conflict(
                            "outcome_unknown",
                            new Words(
                                    "Rien n'est renvoyé avant d'avoir cherché dans NinjaOne : une"
                                            + " recherche est prévue.",
                                    "Nothing is sent again before NinjaOne was searched: a search"
                                            + " is planned."));
            case SENT, CANCELLED -> throw over(entry);
        }
    }

    private void search(Context ctx) {
        Entry entry = entry(ctx);
        switch (entry.state()) {
            case PARKED, UNKNOWN -> decide(ctx, entry, EntryState.UNKNOWN, null);
            case READY, SENDING ->
                    throw Problem.conflict(
                            "not_uncertain",
                            new Words(
                                    "Rien d'incertain à chercher : l'envoi est prévu.",
                                    "Nothing uncertain to search for: sending is planned."));
            case SENT, CANCELLED -> throw over(entry);
        }
    }

    private static Problem over(Entry entry) {
        return Problem.conflict(
                "entry_over",
                new Words(
                        "Cette entrée est terminée (%s).".formatted(entry.state().code()),
                        "This entry is over (%s).".formatted(entry.state().code())));
    }

    /// A person found it in NinjaOne. The first entry of a draft says which ticket it is.
    private void sent(Context ctx) {
        Entry entry = entry(ctx);
        if (entry.state() == EntryState.SENT || entry.state() == EntryState.CANCELLED) {
            throw over(entry);
        }
        Integer ticket = entry.ticketId();
        if (entry.intent() instanceof Intent.CreateTicket) {
            var fields = new FieldReader(RequestBody.object(ctx), Set.of("ticketId"));
            ticket = fields.number("ticketId", 1, Integer.MAX_VALUE);
            fields.check();
        }
        if (ticket == null) {
            throw Problem.invalid(
                    List.of(
                            new Problem.FieldError(
                                    "ticketId",
                                    new Words(
                                            "le numéro du ticket dans NinjaOne",
                                            "the ticket's number in NinjaOne"))));
        }
        if (!settling.byHand(entry, ticket)) {
            throw Settling.busy();
        }
        ctx.json(view(ctx, outbox.find(entry.id()).orElseThrow()));
    }

    private void decide(Context ctx, Entry entry, EntryState to, @Nullable Intent intent) {
        if (!settling.again(entry, to, intent)) {
            throw Settling.busy();
        }
        ctx.status(202).json(view(ctx, outbox.find(entry.id()).orElseThrow()));
    }
}
