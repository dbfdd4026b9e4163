package com.ninja3cx.server.cli;

import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.speech.live.StoredModels;
import com.ninja3cx.speech.models.ModelStore;
import com.ninja3cx.speech.models.Sources;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which speech model a command works with: its options go before the settings.
public final class ModelOptions {

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description =
                    "tiny, base, small, medium, large, large-v3, large-v3-turbo, with .en for"
                            + " English only, or the path of a CTranslate2 folder or ggml file."
                            + " Default: WHISPER_MODEL, else base.")
    private @Nullable String model;

    @Mixin private Folder folder = new Folder();

    /// Where models are kept.
    public static final class Folder {

        @Option(
                names = "--models-dir",
                paramLabel = "DIR",
                description = "Where models are kept. Default: MODELS_DIR.")
        private @Nullable Path dir;

        Path over(Settings.Whisper set) {
            return dir == null ? set.modelsDir() : dir;
        }
    }

    /// The settings as these options change them.
    Settings.Whisper over(Settings.Whisper set) {
        return new Settings.Whisper(
                model == null ? set.model() : model,
                set.language(),
                set.threads(),
                set.maxConcurrent(),
                set.hotWords(),
                set.device(),
                folder.over(set),
                set.mirrors());
    }

    /// The models that these settings name, from all sources they allow, decoding on so many cores.
    public static StoredModels models(Settings.Whisper set, int cores) {
        return new StoredModels(
                new ModelStore(set.modelsDir(), sources(set)), set.model(), cores, set.device());
    }

    /// The models that these settings name.
    static StoredModels models(Settings.Whisper set, Sources sources) {
        return new StoredModels(
                new ModelStore(set.modelsDir(), sources), set.model(), set.threads(), set.device());
    }

    static Sources sources(Settings.Whisper set) {
        return Sources.at(set.mirrors().hub(), set.mirrors().voiceActivity());
    }
}
