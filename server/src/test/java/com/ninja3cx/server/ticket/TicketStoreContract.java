package com.ninja3cx.server.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.server.ticket.closing.Notes;
import com.ninja3cx.server.ticket.delivery.OutboxWorker;
import com.ninja3cx.server.ticket.draft.Draft;
import com.ninja3cx.server.ticket.draft.DraftState;
import com.ninja3cx.server.ticket.outbox.Entry;
import com.ninja3cx.server.ticket.outbox.EntryState;
import com.ninja3cx.server.ticket.outbox.Settling;
import com.ninja3cx.simulator.ninjaone.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What drafts, outbox and directory promise on every database.
abstract class TicketStoreContract {

    @TempDir Path folder;
    private Workshop shop;

    /// An empty database.
    abstract Settings.Storage storage(Path folder) throws Exception;

    @BeforeEach
    void open() throws Exception {
        shop = new Workshop(folder, storage(folder));
        shop.synchronise();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aDraftIsReadBackAsItWasWritten() {
        call("call_1");
        shop.work();
        Draft draft = shop.draft("call_1");

        assertThat(shop.drafts.find(draft.id())).contains(draft);
        assertThat(shop.drafts.in(DraftState.COUNTING, java.time.Instant.EPOCH))
                .containsExactly(draft);
    }

    @Test
    void anOldVersionIsNotStored() {
        call("call_1");
        shop.work();
        Draft old = shop.draft("call_1");
        shop.service.hold(old.id());

        Optional<Draft> saved =
                shop.database.write(
                        handle ->
                                shop.drafts.save(
                                        handle, old.in(DraftState.DISCARDED, Draft.NOTHING)));

        assertThat(saved).isEmpty();
        assertThat(shop.draft("call_1").state()).isEqualTo(DraftState.HELD);
    }

    @Test
    void oneCallHasOneDraftHoweverManySweepAtOnce() throws Exception {
        call("call_1");
        together(
                6,
                () -> {
                    shop.maker.sweep();
                    return true;
                });

        assertThat(shop.drafts.recent(10)).hasSize(1);
    }

    @Test
    void anEntryIsClaimedByOneWorkerAndOnlyBehindTheOnesBefore() throws Exception {
        queue("call_1");

        List<Optional<Entry>> claims =
                together(6, () -> shop.outbox.claim("worker", Duration.ofMinutes(5)));

        assertThat(claims.stream().flatMap(Optional::stream))
                .hasSize(1)
                .allMatch(entry -> entry.ordinal() == 1 && entry.state() == EntryState.READY);
    }

    @Test
    void aLateWorkerCannotWriteOverANewerOne() {
        queue("call_1");
        Entry late = shop.outbox.claim("late", Duration.ofSeconds(10)).orElseThrow();
        shop.clock.advance(Duration.ofSeconds(11));
        Entry newer = shop.outbox.claim("newer", Duration.ofSeconds(10)).orElseThrow();
        assertThat(newer.state()).isEqualTo(EntryState.SENDING);

        boolean written =
                shop.database.write(
                        handle ->
                                shop.outbox.settle(
                                        handle,
                                        late,
                                        new Settling.Next(
                                                EntryState.SENT,
                                                shop.clock.instant(),
                                                0,
                                                null,
                                                7,
                                                Draft.NOTHING)));

        assertThat(written).isFalse();
        assertThat(shop.outbox.find(late.id()).orElseThrow().state()).isEqualTo(EntryState.SENDING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"search", "send again", "found by hand", "discard"})
    void aLateWorkerCannotWriteOverAPersonsDecision(String decision) {
        queue("call_1");
        Entry sending = shop.outbox.claim("died", Duration.ofSeconds(10)).orElseThrow();
        shop.clock.advance(Duration.ofSeconds(11));
        Entry late = shop.outbox.claim("late", Duration.ofSeconds(10)).orElseThrow();
        assertThat(shop.database.<Boolean>write(handle -> settled(handle, late, EntryState.PARKED)))
                .isTrue();
        Entry parked = shop.outbox.find(sending.id()).orElseThrow();

        switch (decision) {
            case "search" -> shop.feature.settling.again(parked, EntryState.UNKNOWN, null);
            case "send again" -> shop.feature.settling.again(parked, EntryState.READY, null);
            case "found by hand" -> shop.feature.settling.byHand(parked, 7);
            default -> shop.service.discard(parked.draftId());
        }
        Entry decided = shop.outbox.find(sending.id()).orElseThrow();
        assertThat(decided.state()).isNotEqualTo(EntryState.PARKED);

        assertThat(shop.database.<Boolean>write(handle -> settled(handle, late, EntryState.READY)))
                .as("the one before comes back")
                .isFalse();
        assertThat(shop.outbox.find(sending.id())).contains(decided);
    }

    private boolean settled(Handle handle, Entry entry, EntryState state) {
        var next =
                new Settling.Next(
                        state, shop.clock.instant(), 0, null, 8, new Words("pourquoi", "why"));
        return shop.outbox.settle(handle, entry, next)
                && shop.drafts
                        .save(
                                handle,
                                shop.drafts
                                        .find(handle, entry.draftId())
                                        .orElseThrow()
                                        .in(DraftState.PARKED, Draft.NOTHING))
                        .isPresent();
    }

    @Test
    void closingADraftIsAllOrNothing() {
        call("call_1");
        shop.work();
        Draft draft = shop.draft("call_1");
        try {
            shop.database.write(
                    handle -> {
                        shop.closing.close(handle, draft, null, new Notes(false, List.of("note")));
                        throw new IllegalStateException("power cut");
                    });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("power cut");
        }

        assertThat(shop.draft("call_1")).isEqualTo(draft);
        assertThat(shop.outbox.list(null, "", "", 10)).isEmpty();
    }

    @Test
    void aDeadlineSurvivesARestart() {
        call("call_1");
        shop.work();
        Draft draft = shop.draft("call_1");

        assertThat(shop.drafts.due()).isEmpty();
        shop.clock.advanceTo(draft.deadline());
        assertThat(shop.drafts.due()).containsExactly(draft);
    }

    @Test
    void aLeaseHasOneHolderAndEndsByItself() {
        assertThat(shop.leases.acquire("x", "a", Duration.ofSeconds(10))).isPresent();
        assertThat(shop.leases.acquire("x", "b", Duration.ofSeconds(10))).isEmpty();
        shop.clock.advance(Duration.ofSeconds(10));
        var second = shop.leases.acquire("x", "b", Duration.ofSeconds(10)).orElseThrow();
        assertThat(second.number()).isEqualTo(2);
        shop.leases.release(second);
        assertThat(shop.leases.acquire("x", "a", Duration.ofSeconds(10))).isPresent();
    }

    @Test
    void aSecretIsReadOnlyUnderItsOwnName() {
        shop.vault.write("one", "value");
        shop.database.write(
                handle ->
                        handle.execute(
                                "INSERT INTO secrets (name, value) SELECT 'two', value FROM"
                                        + " secrets WHERE name = 'one'"));

        assertThat(shop.vault.read("one")).contains("value");
        assertThat(shop.vault.read("two")).isEmpty();
    }

    @Test
    void severalWorkersDeliverEveryCallOnceInSpiteOfLostReplies() throws Exception {
        for (int i = 0; i < 6; i++) {
            queue("call_" + i);
        }
        shop.fake
                .faults()
                .add(
                        com.ninja3cx.simulator.ninjaone.RequestPattern.parse(
                                "POST /ticketing/ticket"),
                        new Fault.LoseReply(),
                        1,
                        2);
        shop.addWorker();
        shop.addWorker();

        together(
                3,
                () -> {
                    OutboxWorker worker = shop.addWorker();
                    while (worker.once()) {
                        Thread.onSpinWait();
                    }
                    return true;
                });
        shop.pass(Duration.ofMinutes(5));

        assertThat(shop.fake.tickets()).hasSize(6);
        for (int i = 0; i < 6; i++) {
            Draft draft = shop.draft("call_" + i);
            assertThat(draft.state()).isEqualTo(DraftState.SENT);
            assertThat(shop.comments(draft.ticketId())).hasSize(1);
        }
    }

    private void call(String id) {
        shop.ended(id, Workshop.JULIEN, "Bonjour, mon imprimante ne fonctionne plus.");
    }

    private void queue(String id) {
        call(id);
        shop.maker.sweep();
        shop.service.send(shop.draft(id).id());
    }

    private static <T> List<T> together(int threads, Callable<T> work) throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var results =
                    executor.invokeAll(IntStream.range(0, threads).mapToObj(i -> work).toList());
            var values = new java.util.ArrayList<T>();
            for (var result : results) {
                values.add(result.get());
            }
            return values;
        }
    }
}
