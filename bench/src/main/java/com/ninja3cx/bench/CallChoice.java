package com.ninja3cx.bench;

import com.ninja3cx.bench.calls.Band;
import com.ninja3cx.server.cli.SpokenLanguage;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What every command that hears calls asks: which calls, and how.
public final class CallChoice {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--audio",
            required = true,
            paramLabel = "DIR",
            description =
                    "the calls: pairs of NAME.flac or NAME.wav (two channels: agent, caller) and"
                            + " NAME.json (language, segments with speaker, start, end, text)")
    private @Nullable Path audio;

    @Option(
            names = "--band",
            paramLabel = "wide|alaw",
            description = "wide (16 kHz) or alaw (8 kHz telephone line). Default: wide")
    private Band band = Band.WIDE;

    @Option(
            names = "--language",
            paramLabel = "LANGUAGE",
            description = "auto, fr, en, or another code that Whisper knows. Default: auto")
    private String language = "auto";

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Default: WHISPER_MODEL, else base.")
    private @Nullable String model;

    @Option(names = "--json", description = "the result as JSON")
    private boolean json;

    public Path audio() {
        return Objects.requireNonNull(audio);
    }

    public Band band() {
        return band;
    }

    /// Empty = found out from the sound.
    ///
    /// @throws com.ninja3cx.protocol.cli.WrongValue when Whisper has no such language
    public Optional<String> language() {
        return SpokenLanguage.of(language, Objects.requireNonNull(spec));
    }

    public @Nullable String model() {
        return model;
    }

    public boolean json() {
        return json;
    }
}
