package com.ninja3cx.bench.live;

import com.ninja3cx.bench.measure.WallClock;
import com.ninja3cx.speech.RevisedSegment;
import com.ninja3cx.speech.RevisionStream;
import com.ninja3cx.speech.Speech;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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

    void accept(float[] samples) throws IOException {
        sound.append(samples);
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

    private void read() {
        try (sound;
                reading) {
            long position = 0;
            while (true) {
                boolean last = sound.ended();
                float[] piece = sound.read(position, PIECE);
                if (piece.length == PIECE || (last && piece.length > 0)) {
                    reading.accept(piece);
                    position += piece.length;
                } else if (last) {
                    break;
                } else {
                    news.acquire();
                    news.drainPermits();
                }
            }
            reading.finish();
            result.complete(
                    new Result(
                            segments.stream()
                                    .map(RevisedSegment::text)
                                    .collect(Collectors.joining(" ")),
                            clock.micros()));
        } catch (IOException unreadable) {
            result.completeExceptionally(new UncheckedIOException(unreadable));
        } catch (RuntimeException failed) {
            result.completeExceptionally(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            result.completeExceptionally(stopped);
        }
    }
}
