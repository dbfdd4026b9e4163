package com.ninja3cx.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UncutRoundsTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    @Test
    void aRoundThatIsWokenComesAtOnceAndNewsDuringARoundIsNotMissed() throws Exception {
        var rounds = new AtomicInteger();
        var may = new Semaphore(1);
        try (var work =
                new UncutRounds(
                        "test",
                        LONG,
                        () -> {
                            may.acquireUninterruptibly();
                            rounds.incrementAndGet();
                            return LONG;
                        })) {
            await().atMost(LONG).until(() -> rounds.get() == 1);
            work.wake();
            await().atMost(LONG).until(may::hasQueuedThreads);
            work.wake();
            may.release(2);

            await().atMost(LONG).until(() -> rounds.get() == 3);
        }
    }

    @Test
    void closingWaitsForTheRoundUnderWayAndNoOtherBegins() throws Exception {
        var begun = new CountDownLatch(1);
        var finish = new CountDownLatch(1);
        var cut = new AtomicBoolean();
        var rounds = new AtomicInteger();
        var work =
                new UncutRounds(
                        "test",
                        LONG,
                        () -> {
                            rounds.incrementAndGet();
                            begun.countDown();
                            try {
                                finish.await();
                            } catch (InterruptedException e) {
                                cut.set(true);
                            }
                            return Duration.ZERO;
                        });
        begun.await();
        work.stop();
        Thread closing = Thread.ofVirtual().start(work::close);
        finish.countDown();
        closing.join();

        assertThat(cut).isFalse();
        assertThat(rounds).hasValue(1);
    }
}
