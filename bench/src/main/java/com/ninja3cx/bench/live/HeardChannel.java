package com.ninja3cx.bench.live;

import com.ninja3cx.bench.HeldBack;
import com.ninja3cx.bench.calls.Pcm;
import com.ninja3cx.bench.measure.WallClock;
import com.ninja3cx.speech.LiveStream;
import com.ninja3cx.speech.RecognizerEvent;
import com.ninja3cx.speech.Speech;
import com.ninja3cx.speech.StreamOptions;
import com.ninja3cx.speech.audio.Resampler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One side of a call being heard, and everything the engine said about it.
final class HeardChannel {

    /// @param atMicros time of day
    record Seen(long atMicros, RecognizerEvent event) {}

    /// Let go when it has ended: what it holds of the sound is not needed for the second reading.
    private volatile @Nullable LiveStream stream;

    private final WallClock clock;
    private final Resampler resampler;
    private final @Nullable RevisedChannel revised;
    private final boolean paced;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Seen> seen = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private boolean refused;

    /// @param paced whether sound comes as it is spoken; otherwise it is held back while the engine
    ///   is far behind
    /// @param revised reads the same sound a second time, if that is wanted
    HeardChannel(
            Speech speech,
            Optional<String> language,
            int sampleRate,
            boolean paced,
            WallClock clock,
            @Nullable RevisedChannel revised) {
        this.clock = clock;
        this.paced = paced;
        this.resampler = new Resampler(sampleRate);
        this.revised = revised;
        this.stream = speech.open(StreamOptions.fromStart(language), this::hear);
    }

    void accept(short[] samples) {
        give(resampler.accept(Pcm.floats(samples, 0, samples.length)));
    }

    void finish() {
        give(resampler.finish());
        LiveStream heard = stream;
        if (heard != null) {
            heard.finish();
        }
        if (revised != null) {
            revised.finish();
        }
    }

    /// False = it has not ended by then.
    boolean awaitEnd(Duration patience) throws InterruptedException {
        return ended.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    boolean hasEnded() {
        return ended.getCount() == 0;
    }

    /// The engine refused sound because too much was waiting.
    boolean refused() {
        return refused;
    }

    List<Seen> seen() {
        lock.lock();
        try {
            return List.copyOf(seen);
        } finally {
            lock.unlock();
        }
    }

    @Nullable RevisedChannel revised() {
        return revised;
    }

    private void give(float[] sound) {
        if (sound.length == 0 || refused) {
            return;
        }
        LiveStream heard = stream;
        if (heard != null) {
            give(sound, heard);
        }
        if (revised != null) {
            revised.accept(sound);
        }
    }

    private void give(float[] sound, LiveStream heard) {
        if (!paced) {
            HeldBack.await(heard);
        }
        try {
            heard.accept(sound);
        } catch (IllegalStateException tooMuch) {
            refused = true;
        }
    }

    private void hear(RecognizerEvent event) {
        long now = clock.micros();
        lock.lock();
        try {
            seen.add(new Seen(now, event));
        } finally {
            lock.unlock();
        }
        if (event instanceof RecognizerEvent.Ended) {
            stream = null;
            ended.countDown();
        }
    }
}
