package com.ninja3cx.bench.live;

import com.ninja3cx.protocol.Channel;
import com.ninja3cx.speech.Wording;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Waits until everything of a call has come back, and hands the call on: also a call of which not
/// everything came, with what did.
final class Settling {

    private final Duration patience;
    private final FailedCalls failed;
    private final Runnable heard;
    private final Consumer<HeardCall> settled;
    private final ReentrantLock one = new ReentrantLock();

    /// @param patience the longest wait for what is still to be decoded of a call that is over
    /// @param heard runs when the last final text of a call has come, or is given up
    /// @param settled takes the calls, one at a time
    Settling(Duration patience, FailedCalls failed, Runnable heard, Consumer<HeardCall> settled) {
        this.patience = patience;
        this.failed = failed;
        this.heard = heard;
        this.settled = settled;
    }

    /// To be called on a thread of the call's own.
    void settle(HeardCall call) {
        try {
            awaitFinals(call);
            heard.run();
            awaitRevision(call);
            hand(call);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException broken) {
            failed.add(
                    call,
                    new Wording(
                            "ses mots n'ont pas pu être comptés (%s)".formatted(broken),
                            "its words could not be counted (%s)".formatted(broken)));
        }
    }

    private void awaitFinals(HeardCall call) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        for (Channel channel : Channel.values()) {
            if (!call.channel(channel).awaitEnd(left(until))) {
                failed.add(
                        call,
                        new Wording(
                                "textes définitifs absents %d s après sa fin"
                                        .formatted(patience.toSeconds()),
                                "final texts missing %d s after its end"
                                        .formatted(patience.toSeconds())));
            }
        }
    }

    private void awaitRevision(HeardCall call) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        for (Channel channel : Channel.values()) {
            @Nullable RevisedChannel revised = call.channel(channel).revised();
            if (revised == null) {
                continue;
            }
            try {
                revised.result().get(left(until).toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException late) {
                failed.add(
                        call,
                        new Wording(
                                "seconde lecture pas finie %d s après sa fin"
                                        .formatted(patience.toSeconds()),
                                "second reading not finished %d s after its end"
                                        .formatted(patience.toSeconds())));
            } catch (ExecutionException broken) {
                String why = String.valueOf(broken.getCause());
                failed.add(
                        call,
                        new Wording(
                                "seconde lecture arrêtée (%s)".formatted(why),
                                "second reading stopped (%s)".formatted(why)));
            }
        }
    }

    private void hand(HeardCall call) {
        one.lock();
        try {
            settled.accept(call);
        } finally {
            one.unlock();
        }
    }

    private static Duration left(long until) {
        return Duration.ofNanos(Math.max(0, until - System.nanoTime()));
    }
}
