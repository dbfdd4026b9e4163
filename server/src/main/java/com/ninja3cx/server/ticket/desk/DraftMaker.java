package com.ninja3cx.server.ticket.desk;

import com.ninja3cx.protocol.Direction;
import com.ninja3cx.server.call.Call;
import com.ninja3cx.server.call.CallState;
import com.ninja3cx.server.call.CallStore;
import com.ninja3cx.server.call.TranscriptState;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.directory.Directory;
import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.ticket.closing.Closing;
import com.ninja3cx.server.ticket.closing.Notes;
import com.ninja3cx.server.ticket.draft.Draft;
import com.ninja3cx.server.ticket.draft.DraftState;
import com.ninja3cx.server.ticket.draft.DraftStore;
import com.ninja3cx.server.ticket.draft.Proposal;
import com.ninja3cx.server.ticket.draft.TicketSettings;
import com.ninja3cx.server.ticket.draft.TranscriptText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes one draft for each call as soon as it is answered, lets it grow with the words, and starts
/// its countdown after the call when the text and the caller's identity are there, or after
/// [#PATIENCE] without them, naming what is missing.
public final class DraftMaker {

    private static final Logger LOG = LoggerFactory.getLogger(DraftMaker.class);

    /// How long a countdown waits for the rest.
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /// Longest wait for a recording being read, when not a word is known yet.
    static final Duration RECORDING_PATIENCE = Duration.ofMinutes(10);

    /// How long after its call a draft still takes in what comes.
    private static final Duration FRESH = Duration.ofMinutes(20);

    /// How long after its call a ticket waits for the status it shall end in, when the call's words
    /// do not come.
    private static final Duration LATEST_WORDS = Duration.ofHours(1);

    private static final Duration LOOK_BACK = Duration.ofHours(24);

    /// Drafts that wait for a person take in news only at each eighth sweep.
    private static final int CALM_SWEEPS = 8;

    /// A draft whose call is being spoken takes in new words this often.
    private static final Duration GROWS_EVERY = Duration.ofSeconds(1);

    private static final int REMEMBERED = 500;

    /// What a proposal was made from; the same gives the same.
    private record Basis(Call call, String text, long directory) {}

    private record Made(Basis basis, Proposal proposal) {}

    private final Map<String, Made> made =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Made> eldest) {
                    return size() > REMEMBERED;
                }
            };

    private final ReentrantLock lock = new ReentrantLock();
    private long sweeps;
    private Instant grown = Instant.EPOCH;
    private final Database database;
    private final DraftStore store;
    private final Drafts drafts;
    private final Closing closing;
    private final CallStore calls;
    private final Directory directory;
    private final TicketSettings settings;
    private final InstantSource clock;

    public DraftMaker(Desk desk) {
        this.database = desk.database();
        this.store = desk.store();
        this.drafts = desk.drafts();
        this.closing = desk.closing();
        this.calls = desk.calls();
        this.directory = desk.directory();
        this.settings = desk.settings();
        this.clock = desk.clock();
    }

    /// Everything that is due now. Several nodes may sweep; within one, sweeps wait for each other.
    public void sweep() {
        lock.lock();
        try {
            sweepLocked();
        } finally {
            lock.unlock();
        }
    }

    private void sweepLocked() {
        Instant since = clock.instant().minus(LOOK_BACK);
        for (String call : store.callsWithout(since, settings.internalCalls())) {
            guarded(call, () -> make(call));
        }
        refreshOpen();
        refreshAll(DraftState.COUNTING, Instant.EPOCH);
        if (sweeps++ % CALM_SWEEPS == 0) {
            refreshAll(DraftState.HELD, clock.instant().minus(FRESH));
            refreshAll(DraftState.BLOCKED, clock.instant().minus(FRESH));
        }
        for (Draft draft : store.due()) {
            guarded(draft.id(), () -> drafts.close(draft.id(), true));
        }
        for (Draft draft : store.sentBeforeRevision(since)) {
            guarded(draft.id(), () -> addLateTranscript(draft));
        }
        Instant late = clock.instant().minus(LATEST_WORDS);
        for (Draft draft : store.owingStatus(since, late)) {
            guarded(draft.id(), () -> finish(draft.id()));
        }
    }

    private void refreshOpen() {
        Instant now = clock.instant();
        boolean grow = !now.isBefore(grown.plus(GROWS_EVERY));
        grown = grow ? now : grown;
        for (Draft draft : store.in(DraftState.OPEN, now.minus(LOOK_BACK))) {
            guarded(
                    draft.id(),
                    () -> {
                        if (grow || draft.overAt() != null || over(draft)) {
                            refresh(draft);
                        }
                    });
        }
    }

    private boolean over(Draft draft) {
        String callId = draft.callId();
        return callId != null
                && calls.find(callId).map(call -> call.state() == CallState.ENDED).orElse(false);
    }

    private void refreshAll(DraftState state, Instant since) {
        for (Draft draft : store.in(state, since)) {
            guarded(draft.id(), () -> refresh(draft));
        }
    }

    /// Drafts that only waited for settings wait for a person once those are there.
    public void unblock() {
        for (Draft draft : store.in(DraftState.BLOCKED, Instant.EPOCH)) {
            if (drafts.blocked(draft).isEmpty()) {
                replace(
                        draft.in(
                                DraftState.HELD,
                                new Words(
                                        "NinjaOne est maintenant réglé : ce brouillon peut partir.",
                                        "NinjaOne is set up now: this draft can be sent.")));
            }
        }
    }

    private static void guarded(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            // One bad draft must not keep the others from being made.
            LOG.error("draft work on {} failed, error", what, e);
        }
    }

    private void make(String callId) {
        Call call = calls.find(callId).orElseThrow();
        boolean over = call.state() == CallState.ENDED;
        Proposal proposal = proposal(call, drafts.text(callId));
        Optional<Draft> inserted =
                database.write(
                        handle -> {
                            database.lock(handle, "draft of " + callId);
                            if (store.ofCall(handle, callId).isPresent()) {
                                return Optional.<Draft>empty();
                            }
                            Draft fresh =
                                    Draft.fresh(
                                                    store.freshId(),
                                                    callId,
                                                    store.freeReference(handle),
                                                    DraftState.OPEN,
                                                    proposal.content(),
                                                    clock.instant())
                                            .proposed(proposal);
                            Draft draft = over ? fresh.over(clock.instant()) : fresh;
                            return store.insert(handle, draft)
                                    ? Optional.of(draft)
                                    : Optional.<Draft>empty();
                        });
        inserted.ifPresent(
                draft -> {
                    LOG.info("draft {} made for call {}", draft.reference(), callId);
                    drafts.told(draft);
                    refresh(draft);
                });
    }

    private void refresh(Draft draft) {
        String callId = draft.callId();
        Call call = callId == null ? null : calls.find(callId).orElse(null);
        if (call == null) {
            return;
        }
        TranscriptText text = drafts.text(callId);
        Proposal proposal = proposal(call, text);
        Draft next = draft.proposed(proposal);
        if (call.state() == CallState.ENDED) {
            next = next.over(clock.instant());
            if (draft.state() == DraftState.OPEN && ready(call, next, text)) {
                next = decided(next, proposal, call);
            }
        }
        if (!next.equals(draft)) {
            replace(next);
        }
    }

    /// Only made anew when something it rests on has changed. One thread sweeps.
    private Proposal proposal(Call call, TranscriptText text) {
        var basis = new Basis(call, text.hash(), directory.generation());
        Made known = made.get(call.id());
        if (known == null || !known.basis().equals(basis)) {
            known = new Made(basis, Proposal.of(call, text, directory, settings));
            made.put(call.id(), known);
        }
        return known.proposal();
    }

    private boolean ready(Call call, Draft draft, TranscriptText text) {
        boolean identity =
                call.customerNumber() != null
                        && (directory.filled() || settings.incomplete().isPresent());
        if (call.settled() && identity) {
            return true;
        }
        boolean recording =
                text.empty() && call.transcriptState() instanceof TranscriptState.Revising;
        Duration patience =
                recording
                        ? min(PATIENCE.plusSeconds(call.durationSeconds()), RECORDING_PATIENCE)
                        : PATIENCE;
        Instant over = draft.overAt();
        return over != null && !clock.instant().isBefore(over.plus(patience));
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private Draft decided(Draft draft, Proposal proposal, Call call) {
        if (call.direction() == Direction.INTERNAL
                && !settings.internalCalls()
                && draft.edits().isEmpty()) {
            return draft.in(
                    DraftState.DISCARDED,
                    new Words("Appel interne : pas de ticket.", "Internal call: no ticket."));
        }
        Optional<Words> blocked = drafts.blocked(draft);
        if (blocked.isPresent()) {
            List<String> missing = new ArrayList<>(draft.missing());
            if (settings.incomplete().isPresent()) {
                missing.add("ninjaone");
            }
            return draft.awaiting(missing).in(DraftState.BLOCKED, blocked.get());
        }
        Optional<Words> hold = proposal.hold(draft.touched());
        if (hold.isPresent()) {
            return draft.in(DraftState.HELD, hold.get());
        }
        Duration countdown = settings.countdown();
        if (countdown == null || editedSinceTheCall(draft)) {
            return draft.in(DraftState.HELD, Draft.NOTHING);
        }
        return draft.counting(clock.instant().plus(countdown));
    }

    /// Somebody works on it right now: nothing may leave under their hands.
    private static boolean editedSinceTheCall(Draft draft) {
        Instant over = draft.overAt();
        return over != null
                && draft.edits().values().stream().anyMatch(edit -> !edit.at().isBefore(over));
    }

    private void replace(Draft draft) {
        boolean stored =
                database.write(
                        handle -> {
                            database.lock(handle, "draft " + draft.id());
                            return store.save(handle, draft).isPresent();
                        });
        if (stored) {
            drafts.told(draft);
        }
    }

    private void complete(Handle handle, Draft draft, TranscriptText text) {
        String callId = draft.callId();
        if (callId != null) {
            calls.find(handle, callId)
                    .ifPresent(call -> closing.complete(handle, draft, call, Notes.of(text)));
        }
    }

    /// The better reading came after the ticket had left: it follows as a note.
    private void addLateTranscript(Draft draft) {
        TranscriptText text = drafts.text(draft.callId());
        boolean news = !text.empty() && !text.hash().equals(draft.transcriptHash());
        database.write(
                handle -> {
                    database.lock(handle, "draft " + draft.id());
                    Optional<Draft> saved =
                            store.save(handle, draft.revised(text.read(), text.hash()));
                    if (saved.isPresent() && news) {
                        closing.append(handle, draft, text.notes());
                    }
                    if (saved.isPresent() && draft.revision().isEmpty()) {
                        complete(handle, draft, text);
                    }
                    if (saved.isPresent()) {
                        closing.finish(handle, draft);
                    }
                    return true;
                });
        drafts.told(draft);
    }

    /// Nothing more of its call is to come: the ticket gets the status it shall end in.
    private void finish(String draftId) {
        database.write(
                handle -> {
                    database.lock(handle, "draft " + draftId);
                    store.find(handle, draftId)
                            .filter(draft -> draft.state().handedOver())
                            .ifPresent(draft -> closing.finish(handle, draft));
                    return true;
                });
    }
}
