package com.ninja3cx.server.ticket.desk;

import com.ninja3cx.server.Sha256;
import com.ninja3cx.server.analysis.Category;
import com.ninja3cx.server.call.Call;
import com.ninja3cx.server.call.CallState;
import com.ninja3cx.server.call.CallStore;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.directory.Directory;
import com.ninja3cx.server.directory.Requester;
import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.ticket.closing.Closing;
import com.ninja3cx.server.ticket.closing.Notes;
import com.ninja3cx.server.ticket.draft.Content;
import com.ninja3cx.server.ticket.draft.Draft;
import com.ninja3cx.server.ticket.draft.DraftState;
import com.ninja3cx.server.ticket.draft.DraftStore;
import com.ninja3cx.server.ticket.draft.TicketSettings;
import com.ninja3cx.server.ticket.draft.TranscriptText;
import com.ninja3cx.server.web.Problem;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Tickets asked for by programs. They go through a draft and the outbox like all others.
public final class NewTickets {

    private final Database database;
    private final DraftStore store;
    private final Drafts drafts;
    private final Closing closing;
    private final CallStore calls;
    private final Directory directory;
    private final TicketSettings settings;
    private final InstantSource clock;

    public NewTickets(Desk desk) {
        this.database = desk.database();
        this.store = desk.store();
        this.drafts = desk.drafts();
        this.closing = desk.closing();
        this.calls = desk.calls();
        this.directory = desk.directory();
        this.settings = desk.settings();
        this.clock = desk.clock();
    }

    /// What keeps a ticket in the queue until somebody sets it; empty = nothing.
    public Optional<Words> awaited() {
        return settings.incomplete();
    }

    /// @param key the same key with the same request makes no second ticket, however the JSON was
    ///   laid out
    /// @return the draft's id
    public String create(TicketRequest request, @Nullable String key) {
        Call call = call(request.callId());
        Content content = content(request);
        boolean running = call != null && call.state() != CallState.ENDED;
        TranscriptText text = drafts.text(running ? null : request.callId());
        Notes notes = Notes.of(text);
        String keyHash = key == null ? null : Sha256.hex(key);
        String requestHash = Sha256.hex(request.toString());
        Draft draft =
                database.write(
                        handle -> {
                            database.lock(
                                    handle,
                                    "ticket " + (keyHash != null ? keyHash : request.callId()));
                            Optional<String> before = before(handle, keyHash, requestHash);
                            if (before.isPresent()) {
                                return store.find(handle, before.get()).orElseThrow();
                            }
                            Draft made = opened(handle, request, content, call);
                            closing.close(
                                    handle,
                                    text.empty()
                                            ? made
                                            : made.revised(text.revision(), text.hash()),
                                    call,
                                    notes);
                            remember(handle, keyHash, requestHash, made.id());
                            return made;
                        });
        drafts.told(draft);
        return draft.id();
    }

    private @Nullable Call call(@Nullable String id) {
        if (id == null) {
            return null;
        }
        return calls.find(id)
                .orElseThrow(
                        () ->
                                Problem.invalid(
                                        List.of(
                                                new Problem.FieldError(
                                                        "callId",
                                                        new Words(
                                                                "aucun appel n'a cet id",
                                                                "no call has this id")))));
    }

    private Content content(TicketRequest request) {
        String uid = request.requesterUid();
        Requester person = uid == null ? null : directory.person(uid).orElse(null);
        if (uid != null && person == null && directory.filled()) {
            throw Problem.invalid(
                    List.of(
                            new Problem.FieldError(
                                    "requesterUid",
                                    new Words(
                                            "aucun contact ni utilisateur connu n'a cet uid",
                                            "no known contact or user has this uid"))));
        }
        Integer organization = request.organizationId();
        if (organization == null && person != null) {
            organization = person.organizationId();
        }
        if (organization == null) {
            organization = settings.ninja().organizationId();
        }
        if (organization == null && awaited().isEmpty()) {
            throw Problem.invalid(
                    List.of(
                            new Problem.FieldError(
                                    "organizationId",
                                    new Words(
                                            "obligatoire tant que NINJA_ORGANIZATION_ID n'est pas"
                                                    + " réglé",
                                            "required while NINJA_ORGANIZATION_ID is not set"))));
        }
        Integer priority = request.priorityId();
        return new Content(
                request.title(),
                request.description(),
                "",
                Category.OTHER,
                priority == null ? settings.defaultPriority() : TicketSettings.priority(priority),
                uid == null ? null : new Content.Named(uid, person == null ? uid : person.name()),
                organization == null
                        ? null
                        : new Content.Organisation(
                                organization,
                                directory.organization(organization).orElse("n° " + organization)),
                null,
                new Content.Filing(request.boardId(), request.statusId(), null));
    }

    private static Optional<String> before(
            Handle handle, @Nullable String keyHash, String requestHash) {
        if (keyHash == null) {
            return Optional.empty();
        }
        record Seen(String request, String draft) {}
        Optional<Seen> seen =
                handle.createQuery(
                                "SELECT request_hash, draft_id FROM idempotency WHERE key_hash ="
                                        + " :key")
                        .bind("key", keyHash)
                        .map(
                                (row, context) ->
                                        new Seen(
                                                row.getString("request_hash"),
                                                row.getString("draft_id")))
                        .findOne();
        if (seen.isPresent() && !seen.get().request().equals(requestHash)) {
            throw new Problem(
                    422,
                    "idempotency_conflict",
                    new Words("Idempotency-Key déjà utilisée", "Idempotency-Key used before"),
                    new Words(
                            "Cette Idempotency-Key a déjà servi pour une autre demande.",
                            "This Idempotency-Key was used for another request."));
        }
        return seen.map(Seen::draft);
    }

    /// The call's own draft, or a new one: a call never has two tickets.
    private Draft opened(
            Handle handle, TicketRequest request, Content content, @Nullable Call call) {
        Draft old = call == null ? null : store.ofCall(handle, call.id()).orElse(null);
        if (old != null) {
            drafts.blocked(old)
                    .ifPresent(
                            why -> {
                                throw Problem.conflict("draft_blocked", why);
                            });
            boolean closed =
                    switch (old.state()) {
                        case OPEN, COUNTING, HELD, BLOCKED -> false;
                        case QUEUED, SENT, DISCARDED, PARKED -> true;
                    };
            if (closed) {
                throw Problem.conflict(
                        "call_has_ticket",
                        new Words(
                                "Cet appel a déjà un ticket ou un brouillon clos (%s, %s)."
                                        .formatted(old.id(), old.state().code()),
                                "This call has a ticket or a closed draft already (%s, %s)."
                                        .formatted(old.id(), old.state().code())));
            }
            return store.save(handle, old.asked(content, Content.FIELDS, clock.instant()))
                    .orElseThrow();
        }
        if (call != null && call.trust() != com.ninja3cx.server.call.Trust.TRUSTED) {
            throw Problem.conflict(
                    "draft_blocked",
                    new Words(
                            "Appel d'essai ou d'origine non vérifiée : jamais envoyé.",
                            "Test call or call of unverified origin: never sent."));
        }
        var draft =
                Draft.fresh(
                                store.freshId(),
                                request.callId(),
                                store.freeReference(handle),
                                DraftState.HELD,
                                content,
                                clock.instant())
                        .asked(content, Content.FIELDS, clock.instant());
        store.insert(handle, draft);
        return draft;
    }

    private void remember(
            Handle handle, @Nullable String keyHash, String requestHash, String draftId) {
        if (keyHash == null) {
            return;
        }
        handle.createUpdate(
                        "INSERT INTO idempotency (key_hash, request_hash, draft_id, created_at)"
                                + " VALUES (:key, :request, :draft, :now)")
                .bind("key", keyHash)
                .bind("request", requestHash)
                .bind("draft", draftId)
                .bind("now", clock.millis())
                .execute();
    }
}
