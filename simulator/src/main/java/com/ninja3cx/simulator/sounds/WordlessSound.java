package com.ninja3cx.simulator.sounds;

import java.util.List;
import java.util.Random;

/// A sound of the telephone in which nobody says a word: whatever is read in it is invented. Made
/// by arithmetic alone, so that it may be given away, and the same for the same seed.
///
/// @param name for people, e.g. `fax`
public record WordlessSound(String name, Maker maker) {

    public static final int RATE = 16_000;

    /// Fills a stretch of mono sound, 16 kHz, -1 to 1, that holds silence.
    public interface Maker {
        void fill(float[] sound, Random random);
    }

    /// So many seconds of it.
    public float[] play(int seconds, long seed) {
        float[] sound = new float[seconds * RATE];
        maker.fill(sound, new Random(seed));
        for (int i = 0; i < sound.length; i++) {
            sound[i] = Math.clamp(sound[i], -1f, 1f);
        }
        return sound;
    }

    /// Everything we know how to make: silence, noises, tones of exchanges, music, and what people
    /// do besides speaking.
    public static List<WordlessSound> all() {
        return List.of(
                new WordlessSound("silence", (sound, random) -> {}),
                new WordlessSound("line", (sound, random) -> Noise.white(sound, 0.0003, random)),
                new WordlessSound("hiss", (sound, random) -> Noise.white(sound, 0.01, random)),
                new WordlessSound("loud-hiss", (sound, random) -> Noise.white(sound, 0.1, random)),
                new WordlessSound("fan", (sound, random) -> Noise.low(sound, 0.05, 0.97, random)),
                new WordlessSound("swelling", Noise::swelling),
                new WordlessSound("crackle", Noise::crackle),
                new WordlessSound("hum", (sound, random) -> Tones.hum(sound, 0.05)),
                new WordlessSound("gsm-buzz", Tones::gsmBuzz),
                new WordlessSound("ring-back-fr", Tones.cadence(0.2, 1.5, 3.5, 440)),
                new WordlessSound("ring-back-us", Tones.cadence(0.2, 2, 4, 440, 480)),
                new WordlessSound("busy", Tones.cadence(0.2, 0.5, 0.5, 440)),
                new WordlessSound("dial", Tones.cadence(0.2, 10, 0.001, 440)),
                new WordlessSound("call-waiting", Tones.cadence(0.1, 0.3, 9.7, 440)),
                new WordlessSound("fax", Tones.cadence(0.3, 0.5, 3, 1_100)),
                new WordlessSound("fax-answer", Tones.cadence(0.3, 3.3, 0.075, 2_100)),
                new WordlessSound("modem", Tones::modem),
                new WordlessSound("dtmf", Tones::dtmf),
                new WordlessSound("hold-music", HoldMusic::slow),
                new WordlessSound("hold-music-beat", HoldMusic::withBeat),
                new WordlessSound("breathing", People::breathing),
                new WordlessSound("keyboard", People::keyboard),
                new WordlessSound("handling", People::handling),
                new WordlessSound("humming", People::humming));
    }
}
