package com.ninja3cx.server.ticket;

import com.ninja3cx.server.access.Scope;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.web.Languages;
import com.ninja3cx.server.web.Problem;
import com.ninja3cx.server.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `/api/outbox`: what is to be written, and a person's decisions about it.
final class OutboxRoutes implements Routes {

    private static final int MOST = 200;

    private final Database database;
    private final OutboxStore outbox;
    private final DraftStore drafts;
    private final Drafts service;
    private final Closing closing;

    OutboxRoutes(
            Database database,
            OutboxStore outbox,
            DraftStore drafts,
            Drafts service,
            Closing closing) {
        this.database = database;
        this.outbox = outbox;
        this.drafts = drafts;
        this.service = service;
        this.closing = closing;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/api/outbox", this::list, Scope.READ, Scope.TICKETS);
        routes.get("/api/outbox/{id}", this::show, Scope.READ, Scope.TICKETS);
        routes.post("/api/outbox/{id}/retry", this::retry, Scope.TICKETS);
        routes.post("/api/outbox/{id}/search", this::search, Scope.TICKETS);
    }

    private void list(Context ctx) {
        EntryState state = state(ctx.queryParam("state"));
        ctx.json(
                Map.of(
                        "entries",
                        outbox.list(state, MOST).stream().map(entry -> view(ctx, entry)).toList()));
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
        return EntryView.of(entry, outbox.attempts(entry.id()), Languages.of(ctx));
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
            case PARKED -> decide(ctx, entry, EntryState.READY, corrected(entry));
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

    /// A ticket that NinjaOne refused is made anew from its draft, which somebody may have
    /// corrected meanwhile.
    private @Nullable Intent corrected(Entry entry) {
        return switch (entry.intent()) {
            case Intent.CreateTicket old ->
                    drafts.find(entry.draftId())
                            .map(draft -> closing.create(draft, old.technicianEmail()))
                            .orElse(null);
            case Intent.AddNote note -> null;
        };
    }

    private void decide(Context ctx, Entry entry, EntryState to, @Nullable Intent intent) {
        boolean done =
                database.write(
                        handle -> {
                            if (!outbox.decide(handle, entry.id(), entry.state(), to, intent)) {
                                return false;
                            }
                            outbox.attempt(
                                    handle,
                                    entry.id(),
                                    to == EntryState.READY ? "retry" : "search",
                                    "asked",
                                    "by a person");
                            if (entry.intent() instanceof Intent.CreateTicket) {
                                drafts.find(handle, entry.draftId())
                                        .map(draft -> draft.in(DraftState.QUEUED, draft.note()))
                                        .ifPresent(draft -> drafts.save(handle, draft));
                            }
                            return true;
                        });
        if (!done) {
            throw Problem.conflict(
                    "entry_busy",
                    new Words(
                            "L'entrée est en cours de traitement : réessayez dans un instant.",
                            "The entry is being worked on: try again in a moment."));
        }
        drafts.find(entry.draftId()).ifPresent(service::told);
        ctx.status(202).json(view(ctx, outbox.find(entry.id()).orElseThrow()));
    }
}
