package com.ninja3cx.server.ticket.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ninja3cx.server.db.TestPostgres;
import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.ticket.Workshop;
import com.ninja3cx.server.ticket.draft.Draft;
import com.ninja3cx.server.ticket.draft.DraftState;
import com.ninja3cx.server.ticket.outbox.Entry;
import com.ninja3cx.server.ticket.outbox.EntryState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A draft that is changed while the outbox writes down what became of it. On PostgreSQL, where
/// transactions run side by side.
class DraftLockTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private static TestPostgres postgres;

    @TempDir Path folder;
    private Workshop shop;

    @BeforeAll
    static void start() throws Exception {
        postgres = TestPostgres.start();
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void open() throws Exception {
        shop = new Workshop(folder, postgres.emptyDatabase());
        shop.synchronise();
        shop.ended("call_1", Workshop.JULIEN, "Bonjour, mon imprimante ne fonctionne plus.");
        shop.maker.sweep();
        shop.service.send(shop.draft("call_1").id());
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void whatBecameOfATicketIsWrittenDownWhileItsDraftIsBeingChanged() throws Exception {
        whileTheDraftIsChanged(() -> shop.workers.getFirst().once());

        assertThat(entry().state()).isEqualTo(EntryState.SENT);
        assertThat(shop.draft("call_1").state()).isEqualTo(DraftState.SENT);
        assertThat(shop.fake.tickets()).hasSize(1);
    }

    @Test
    void aDecisionIsWrittenDownWhileTheDraftIsBeingChanged() throws Exception {
        shop.database.write(handle -> handle.execute("UPDATE outbox SET state = 'PARKED'"));

        boolean done =
                whileTheDraftIsChanged(
                        () -> shop.feature.settling.again(entry(), EntryState.READY, null));

        assertThat(done).isTrue();
        assertThat(entry().state()).isEqualTo(EntryState.READY);
    }

    @Test
    void aTicketFoundByHandIsWrittenDownWhileTheDraftIsBeingChanged() throws Exception {
        shop.database.write(handle -> handle.execute("UPDATE outbox SET state = 'PARKED'"));

        boolean done = whileTheDraftIsChanged(() -> shop.feature.settling.byHand(entry(), 7));

        assertThat(done).isTrue();
        assertThat(shop.draft("call_1").ticketId()).isEqualTo(7);
    }

    private Entry entry() {
        return shop.outbox.ofDraft(shop.draft("call_1").id()).getFirst();
    }

    /// Begins `work` while somebody else is changing the draft, and lets that one finish only once
    /// `work` waits for it.
    private <T> T whileTheDraftIsChanged(Callable<T> work) throws Exception {
        var changed = new CountDownLatch(1);
        var finish = new CountDownLatch(1);
        Draft before = shop.draft("call_1");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Draft> other = threads.submit(() -> change(before, changed, finish));
            Future<T> ours;
            try {
                changed.await();
                ours = threads.submit(work);
                await().atMost(LONG).until(() -> ours.isDone() || somebodyWaits());
            } finally {
                finish.countDown();
            }
            assertThat(other.get().version()).isGreaterThan(before.version());
            return ours.get();
        }
    }

    private Draft change(Draft before, CountDownLatch changed, CountDownLatch finish) {
        return shop.database.write(
                handle -> {
                    shop.database.lock(handle, "draft " + before.id());
                    Draft after =
                            shop.drafts
                                    .save(handle, before.noted(new Words("autre", "other")))
                                    .orElseThrow();
                    changed.countDown();
                    try {
                        finish.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return after;
                });
    }

    private boolean somebodyWaits() {
        return shop.database.read(
                handle ->
                        handle.createQuery("SELECT COUNT(*) FROM pg_locks WHERE NOT granted")
                                        .mapTo(Integer.class)
                                        .one()
                                > 0);
    }
}
