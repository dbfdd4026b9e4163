package com.ninja3cx.bench.calls;

import com.ninja3cx.simulator.calls.CallSound;
import java.io.IOException;
import java.nio.file.Path;
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

    private static short[] companded(short[] samples) {
        short[] out = new short[samples.length];
        IntStream.range(0, samples.length).forEach(i -> out[i] = Alaw.roundTrip(samples[i]));
        return out;
    }
}
