package com.ninja3cx.speech.live;

import com.ninja3cx.speech.FakeDecoder;
import com.ninja3cx.speech.Wording;
import com.ninja3cx.speech.vad.LoudnessActivity;
import com.ninja3cx.speech.vad.VoiceActivity;
import com.ninja3cx.speech.whisper.WindowDecoder;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Models that are there at once, later, or only at the second try.
final class FakeModels implements SpeechModels {

    private final FakeDecoder decoder;
    private final CountDownLatch mayLoad = new CountDownLatch(1);
    private final AtomicInteger failures = new AtomicInteger();

    FakeModels(FakeDecoder decoder) {
        this.decoder = decoder;
        mayLoad.countDown();
    }

    private FakeModels(FakeDecoder decoder, boolean later) {
        this.decoder = decoder;
    }

    static FakeModels slow(FakeDecoder decoder) {
        return new FakeModels(decoder, true);
    }

    FakeModels failingTimes(int times) {
        failures.set(times);
        return this;
    }

    void arrive() {
        mayLoad.countDown();
    }

    @Override
    public VoiceActivity voiceActivity(Consumer<Wording> doing) throws InterruptedException {
        return new LoudnessActivity();
    }

    @Override
    public WindowDecoder decoder(Consumer<Wording> doing) throws NotReady, InterruptedException {
        doing.accept(Wording.same("whisper fake 50 %"));
        mayLoad.await();
        if (failures.getAndDecrement() > 0) {
            throw new NotReady(new Wording("pas de réseau", "no network"));
        }
        return decoder;
    }

    @Override
    public String name() {
        return "fake";
    }
}
