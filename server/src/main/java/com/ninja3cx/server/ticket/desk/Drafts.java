package com.ninja3cx.server.ticket.desk;

import com.ninja3cx.server.call.Call;
import com.ninja3cx.server.call.CallState;
import com.ninja3cx.server.call.CallStore;
import com.ninja3cx.server.call.Trust;
import com.ninja3cx.server.cluster.Bus;
import com.ninja3cx.server.cluster.Hint;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.ticket.closing.Closing;
import com.ninja3cx.server.ticket.closing.Notes;
import com.ninja3cx.server.ticket.draft.Conflict;
import com.ninja3cx.server.ticket.draft.Content;
import com.ninja3cx.server.ticket.draft.Draft;
import com.ninja3cx.server.ticket.draft.DraftState;
import com.ninja3cx.server.ticket.draft.DraftStore;
import com.ninja3cx.server.ticket.draft.Editor;
import com.ninja3cx.server.ticket.draft.TicketSettings;
import com.ninja3cx.server.ticket.draft.TranscriptText;
import com.ninja3cx.server.ticket.outbox.OutboxStore;
import com.ninja3cx.server.ticket.outbox.Settling;
import com.ninja3cx.server.transcript.TranscriptStore;
import com.ninja3cx.server.web.Problem;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What people do with drafts. Every change is one transaction on the newest version, and is told
/// on the bus afterwards.
public final class Drafts {

    private final Database database;
    private final DraftStore store;
    private final OutboxStore outbox;
    private final Closing closing;
    private final CallStore calls;
    private final TranscriptStore transcripts;
    private final TicketSettings settings;
    private final Bus bus;
    private final InstantSource clock;

    public Drafts(
            Database database,
            DraftStore store,
            OutboxStore outbox,
            Closing closing,
            CallStore calls,
            TranscriptStore transcripts,
            TicketSettings settings,
            Bus bus,
            InstantSource clock) {
        this.database = database;
        this.store = store;
        this.outbox = outbox;
        this.closing = closing;
        this.calls = calls;
        this.transcripts = transcripts;
        this.settings = settings;
        this.bus = bus;
        this.clock = clock;
    }

    public List<Draft> recent(int limit) {
        return store.recent(limit);
    }

    public Optional<Draft> ofCall(String callId) {
        return store.ofCall(callId);
    }

    public Draft get(String id) {
        return store.find(id).orElseThrow(() -> unknown(id));
    }

    /// Corrects fields; a countdown stops. Only a field that somebody else has changed since `seen`
    /// is refused: two people may work on two fields.
    ///
    /// @param touched names of the fields the person changed
    /// @param seen version the person saw, or null if they do not say
    public Draft edit(
            String id,
            UnaryOperator<Content> change,
            Set<String> touched,
            @Nullable Long seen,
            Editor editor) {
        return change(
                id,
                draft -> {
                    if (!draft.state().editable()) {
                        throw wrongState(draft);
                    }
                    Content next = draft.content().under(change.apply(draft.content()), touched);
                    Conflict.refuse(draft, next, touched, seen, editor);
                    Draft edited = draft.edited(next, touched, editor, clock.instant());
                    return draft.state() == DraftState.COUNTING
                            ? edited.in(DraftState.HELD, Draft.NOTHING)
                            : edited;
                });
    }

    /// Tells everybody who looks that somebody is in a field, or has left.
    public void present(String id, Editor editor, @Nullable String field) {
        Draft draft = get(id);
        bus.publish(
                new Hint.AtDraft(
                        String.valueOf(draft.callId()), id, editor.window(), editor.name(), field));
    }

    public Draft hold(String id) {
        return change(
                id,
                draft ->
                        switch (draft.state()) {
                            case OPEN, COUNTING -> draft.in(DraftState.HELD, Draft.NOTHING);
                            case HELD -> draft;
                            case QUEUED, SENT, DISCARDED, BLOCKED, PARKED ->
                                    throw wrongState(draft);
                        });
    }

    /// Starts the countdown; while the call runs, lets it start by itself afterwards.
    public Draft resume(String id) {
        return change(
                id,
                draft ->
                        switch (draft.state()) {
                            case HELD, OPEN -> {
                                if (running(draft)) {
                                    yield draft.in(DraftState.OPEN, Draft.NOTHING);
                                }
                                requireSendable(draft);
                                Duration countdown = settings.countdown();
                                yield draft.in(DraftState.HELD, Draft.NOTHING)
                                        .counting(
                                                clock.instant()
                                                        .plus(
                                                                countdown == null
                                                                        ? Duration.ofSeconds(15)
                                                                        : countdown));
                            }
                            case COUNTING -> draft;
                            case QUEUED, SENT, DISCARDED, BLOCKED, PARKED ->
                                    throw wrongState(draft);
                        });
    }

    public Draft discard(String id) {
        return change(
                id,
                draft ->
                        switch (draft.state()) {
                            case OPEN, COUNTING, HELD, BLOCKED, PARKED ->
                                    draft.in(DraftState.DISCARDED, Draft.NOTHING);
                            case DISCARDED -> draft;
                            case QUEUED, SENT -> throw wrongState(draft);
                        },
                (handle, draft) -> {
                    if (!outbox.cancel(handle, draft.id())) {
                        throw Settling.busy();
                    }
                });
    }

    /// Hands it to the outbox; again has no effect.
    public Draft send(String id) {
        Draft now = get(id);
        if (now.state() == DraftState.QUEUED || now.state() == DraftState.SENT) {
            return now;
        }
        close(now.id(), false);
        return get(id);
    }

    /// Closes a draft, in one transaction with its outbox entries. False = it was not closable any
    /// more.
    ///
    /// @param onlyIfDue true for the countdown: nothing happens unless it is over
    boolean close(String id, boolean onlyIfDue) {
        Draft before = get(id);
        // Half a conversation is no transcript: of a running call it follows when it is whole.
        boolean running = running(before);
        TranscriptText text = text(running ? null : before.callId());
        Notes notes = Notes.of(text);
        boolean closed =
                database.write(
                        handle -> {
                            database.lock(handle, "draft " + id);
                            Draft draft = store.find(handle, id).orElseThrow(() -> unknown(id));
                            if (onlyIfDue && !over(draft)) {
                                return false;
                            }
                            if (!List.of(
                                            DraftState.OPEN,
                                            DraftState.COUNTING,
                                            DraftState.HELD,
                                            DraftState.BLOCKED)
                                    .contains(draft.state())) {
                                throw wrongState(draft);
                            }
                            requireSendable(draft);
                            // What was shown while people speak was not sent as a transcript.
                            Draft dated =
                                    text.empty()
                                            ? running ? draft.revised("", "") : draft
                                            : draft.revised(text.revision(), text.hash());
                            closing.close(handle, dated, call(handle, draft), notes);
                            return true;
                        });
        if (closed) {
            told(before);
        }
        return closed;
    }

    /// Whether its call is still being spoken.
    private boolean running(Draft draft) {
        String callId = draft.callId();
        return callId != null
                && calls.find(callId).map(call -> call.state() != CallState.ENDED).orElse(false);
    }

    private boolean over(Draft draft) {
        return draft.deadline() != null && !draft.deadline().isAfter(clock.instant());
    }

    private @Nullable Call call(Handle handle, Draft draft) {
        String call = draft.callId();
        return call == null ? null : calls.find(handle, call).orElse(null);
    }

    /// The best text of a call there is now.
    TranscriptText text(@Nullable String callId) {
        if (callId == null) {
            return new TranscriptText("", List.of());
        }
        return new TranscriptText(transcripts.bestRevision(callId), transcripts.best(callId));
    }

    /// Why this draft can never, or not yet, be sent.
    Optional<Words> blocked(Draft draft) {
        String callId = draft.callId();
        Trust trust =
                callId == null
                        ? Trust.TRUSTED
                        : calls.find(callId).map(Call::trust).orElse(Trust.UNVERIFIED);
        return switch (trust) {
            case TEST ->
                    Optional.of(
                            new Words(
                                    "Appel d'essai (TEST-) : montré, jamais envoyé à NinjaOne.",
                                    "Test call (TEST-): shown, never sent to NinjaOne."));
            case UNVERIFIED ->
                    Optional.of(
                            new Words(
                                    "Appel d'origine non vérifiée : jamais envoyé. Réglez"
                                            + " WEBHOOK_SECRET, ou l'adresse du 3CX"
                                            + " (THREECX_URL, RECORDING_HOSTS), dans .env.",
                                    "Call of unverified origin: never sent. Set WEBHOOK_SECRET, or"
                                            + " the address of 3CX (THREECX_URL, RECORDING_HOSTS),"
                                            + " in .env."));
            case TRUSTED -> settings.incomplete();
        };
    }

    private void requireSendable(Draft draft) {
        blocked(draft)
                .ifPresent(
                        why -> {
                            throw Problem.conflict("draft_blocked", why);
                        });
        if (draft.content().organisation() == null && settings.ninja().organizationId() == null) {
            throw Problem.conflict(
                    "organisation_missing",
                    new Words(
                            "Choisissez l'organisation du ticket, ou réglez NINJA_ORGANIZATION_ID"
                                    + " dans .env.",
                            "Choose the ticket's organisation, or set NINJA_ORGANIZATION_ID in"
                                    + " .env."));
        }
    }

    private Draft change(String id, UnaryOperator<Draft> change) {
        return change(id, change, (handle, draft) -> {});
    }

    private Draft change(
            String id,
            UnaryOperator<Draft> change,
            java.util.function.BiConsumer<Handle, Draft> also) {
        Draft changed =
                database.write(
                        handle -> {
                            database.lock(handle, "draft " + id);
                            Draft draft = store.find(handle, id).orElseThrow(() -> unknown(id));
                            Draft next = change.apply(draft);
                            if (next == draft) {
                                return draft;
                            }
                            also.accept(handle, next);
                            return store.save(handle, next).orElseThrow();
                        });
        told(changed);
        return changed;
    }

    void told(Draft draft) {
        bus.publish(new Hint.DraftChanged(String.valueOf(draft.callId()), draft.id()));
    }

    private static Problem unknown(String id) {
        return Problem.notFound(
                new Words(
                        "Il n'y a pas de brouillon %s.".formatted(id),
                        "There is no draft %s.".formatted(id)));
    }

    private static Problem wrongState(Draft draft) {
        Words why =
                switch (draft.state()) {
                    case SENT ->
                            new Words(
                                    "Le ticket existe déjà : %s.".formatted(draft.ticketUrl()),
                                    "The ticket exists already: %s.".formatted(draft.ticketUrl()));
                    case QUEUED ->
                            new Words(
                                    "Le ticket est en cours d'envoi (GET /api/outbox).",
                                    "The ticket is being sent (GET /api/outbox).");
                    case DISCARDED ->
                            new Words("Ce brouillon a été abandonné.", "This draft was discarded.");
                    case PARKED ->
                            new Words(
                                    "L'envoi attend une décision : POST /api/outbox/{id}/retry ou"
                                            + " search. "
                                            + draft.note().french(),
                                    "Sending waits for a decision: POST /api/outbox/{id}/retry or"
                                            + " search. "
                                            + draft.note().english());
                    case BLOCKED -> draft.note();
                    case OPEN, COUNTING, HELD ->
                            new Words(
                                    "Pas possible dans l'état « %s »."
                                            .formatted(draft.state().code()),
                                    "Not possible in state “%s”.".formatted(draft.state().code()));
                };
        return Problem.conflict("draft_state", why);
    }
}
