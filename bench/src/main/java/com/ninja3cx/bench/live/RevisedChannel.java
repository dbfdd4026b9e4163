package com.ninja3cx.bench.live;

import com.ninja3cx.bench.measure.WallClock;
import com.ninja3cx.speech.RevisedSegment;
import com.ninja3cx.speech.RevisionStream;
import com.ninja3cx.speech.Speech;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/// The better reading of one channel, made while the call runs, as the server does it.
final class RevisedChannel {

    private static final int PIECE = 16_000;

    /// @param doneMicros time of day at which its last window was read
    record Result(String text, long doneMicros) {}

    private final RevisionStream reading;
    private final List<RevisedSegment> segments = new ArrayList<>();
    private final WallClock clock;
    private final SpooledSound sound;
    private final Semaphore news = new Semaphore(0);
    private final CompletableFuture<Result> result = new CompletableFuture<>();

    RevisedChannel(Speech speech, Optional<String> language, WallClock clock) throws IOException {
        this.reading = speech.revise(language, segments::add);
        this.clock = clock;
        this.sound = new SpooledSound();
        Thread.ofVirtual().name("revision").start(this::read);
    }

    void accept(float[] samples) {
        if (result.isDone()) {
            // It has failed: nobody reads on.
            return;
        }
        try {
            sound.append(samples);
        } catch (IOException full) {
            result.completeExceptionally(full);
        }
        news.release();
    }

    void finish() {
        sound.end();
        reading.hurry();
        news.release();
    }

    /// Completes when the last window is read; waits as long as that takes.
    CompletableFuture<Result> result() {
        return result;
    }

    /// What was read; empty = not to its end, yet or ever.
    Optional<Result> whole() {
        return result.state() == Future.State.SUCCESS
                ? Optional.of(result.resultNow())
                : Optional.empty();
    }

    private void read() {
        try (sound;
                reading) {
            readToTheEnd();
        } catch (IOException unclosed) {
            // Its file goes with the process.
        }
    }

    /// Tells the result before the sound is closed, so that who still brings some sees why.
    private void readToTheEnd() {
        try {
            long position = 0;
            while (!result.isDone()) {
                boolean last = sound.ended();
                float[] piece = sound.read(position, PIECE);
                if (piece.length == PIECE || (last && piece.length > 0)) {
                    reading.accept(piece);
                    position += piece.length;
                } else if (last) {
                    reading.finish();
                    result.complete(new Result(text(), clock.micros()));
                } else {
                    news.acquire();
                    news.drainPermits();
                }
            }
        } catch (IOException | RuntimeException failed) {
            result.completeExceptionally(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            result.completeExceptionally(stopped);
        }
    }

    private String text() {
        return segments.stream().map(RevisedSegment::text).collect(Collectors.joining(" "));
    }
}
