package com.ninja3cx.speech.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ninja3cx.speech.FakeDecoder;
import com.ninja3cx.speech.LiveStream;
import com.ninja3cx.speech.RecognizerEvent;
import com.ninja3cx.speech.Sounds;
import com.ninja3cx.speech.Speech;
import com.ninja3cx.speech.StreamOptions;
import com.ninja3cx.speech.vad.Endpointing;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Calls of hours, as fast as they are heard, with a decoder that answers at once: some seconds.
/// What is asserted are counts and memory, no times.
@Timeout(240)
class LongCallTest {

    private static final int HOUR = 3_600;

    /// Four hours, of which the sound alone would be 920 MB.
    private static final int TURNS = 4_800;

    private static final int MOST_WAITING_MILLIS = 60_000;
    private static final long FLAT_BYTES = 12L << 20;

    private final FakeDecoder decoder = new FakeDecoder().forgetting();
    private final Speech speech =
            LocalSpeech.start(
                    new FakeModels(decoder),
                    new Tuning(1, 2, 1, 640, 120_000, List.of("fr", "en"), Endpointing.live()),
                    Duration.ZERO);

    @AfterEach
    void close() {
        speech.close();
    }

    @Test
    void anHourOfSilenceCostsNoDecodingAndNoMemory() throws InterruptedException {
        var heard = new Counted();
        LiveStream stream = speech.open(StreamOptions.fromStart(Optional.empty()), heard::count);
        float[] second = Sounds.silence(1);
        give(stream, HOUR / 6, second);
        long early = used();
        give(stream, HOUR - HOUR / 6, second);
        long late = used();
        stream.finish();
        heard.end.await();

        assertThat(late - early).isLessThan(FLAT_BYTES);
        assertThat(heard.finals.get() + heard.dropped.get()).isZero();
        assertThat(speech.load().finals()).isZero();
        assertThat(heard.committedMillis.get()).isEqualTo(HOUR * 1_000L);
    }

    @Test
    void aCallOfFourHoursKeepsEveryUtteranceAndNoMoreMemoryThanAShortOne()
            throws InterruptedException {
        var heard = new Counted();
        LiveStream stream = speech.open(StreamOptions.fromStart(Optional.of("fr")), heard::count);
        float[][] turns = new float[16][];
        for (int i = 0; i < turns.length; i++) {
            turns[i] = Sounds.join(Sounds.noise(2, 0.3, i), Sounds.silence(1));
        }
        give(stream, TURNS / 24, turns);
        long early = used();
        give(stream, TURNS - TURNS / 24, turns);
        long late = used();
        stream.finish();
        heard.end.await();

        assertThat(late - early).isLessThan(FLAT_BYTES);
        assertThat(heard.finals.get() + heard.dropped.get()).isEqualTo(TURNS);
        assertThat(speech.load().finals()).isEqualTo(TURNS);
        assertThat(speech.load().failures()).isZero();
        assertThat(heard.committedMillis.get()).isEqualTo(TURNS * 3_000L);
    }

    private static void give(LiveStream stream, int count, float[]... pieces) {
        for (int i = 0; i < count; i++) {
            stream.accept(pieces[i % pieces.length]);
            if (stream.lagMillis() > MOST_WAITING_MILLIS) {
                await().pollDelay(Duration.ZERO)
                        .pollInterval(2, TimeUnit.MILLISECONDS)
                        .atMost(Duration.ofMinutes(2))
                        .until(() -> stream.lagMillis() < MOST_WAITING_MILLIS / 4);
            }
        }
        await().pollInterval(2, TimeUnit.MILLISECONDS)
                .atMost(Duration.ofMinutes(2))
                .until(() -> stream.lagMillis() < 15_000);
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /// Counts what is reported and keeps nothing of it.
    private static final class Counted {

        private final AtomicLong finals = new AtomicLong();
        private final AtomicLong dropped = new AtomicLong();
        private final AtomicLong committedMillis = new AtomicLong();
        private final CountDownLatch end = new CountDownLatch(1);

        void count(RecognizerEvent event) {
            switch (event) {
                case RecognizerEvent.Partial partial -> {}
                case RecognizerEvent.Final text -> finals.incrementAndGet();
                case RecognizerEvent.Dropped none -> dropped.incrementAndGet();
                case RecognizerEvent.Committed mark -> committedMillis.set(mark.millis());
                case RecognizerEvent.Ended over -> end.countDown();
            }
        }
    }
}
