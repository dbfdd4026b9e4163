package com.ninja3cx.bench.calls;

import com.ninja3cx.simulator.calls.CallSound;
import com.ninja3cx.speech.audio.Resampler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;

/// How the sound of a call comes in.
public enum Band {
    /// 16 kHz, as a headset gives it.
    WIDE(16_000),
    /// 8 kHz A-law, as a telephone line carries it (ITU-T G.711).
    ALAW(8_000);

    private final int sampleRate;

    Band(int sampleRate) {
        this.sampleRate = sampleRate;
    }

    public int sampleRate() {
        return sampleRate;
    }

    /// The sound of a call as this band carries it; what the product receives afterwards.
    public CallSound carry(Path sound) throws IOException {
        CallSound whole = CallSound.decode(sound, sampleRate);
        return switch (this) {
            case WIDE -> whole;
            case ALAW ->
                    new CallSound(
                            sampleRate, companded(whole.microphone()), companded(whole.speaker()));
        };
    }

    /// The same at 16 kHz: what a line has taken away stays away.
    public CallSound wide(Path sound) throws IOException {
        CallSound carried = carry(sound);
        return sampleRate == Resampler.OUTPUT_RATE
                ? carried
                : new CallSound(
                        Resampler.OUTPUT_RATE,
                        resampled(carried.microphone()),
                        resampled(carried.speaker()));
    }

    private short[] resampled(short[] samples) {
        var resampler = new Resampler(sampleRate);
        float[] most = resampler.accept(Pcm.floats(samples, 0, samples.length));
        float[] rest = resampler.finish();
        float[] all = Arrays.copyOf(most, most.length + rest.length);
        System.arraycopy(rest, 0, all, most.length, rest.length);
        return Pcm.shorts(all);
    }

    private static short[] companded(short[] samples) {
        short[] out = new short[samples.length];
        IntStream.range(0, samples.length).forEach(i -> out[i] = Alaw.roundTrip(samples[i]));
        return out;
    }
}
