package com.ninja3cx.speech.models;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The official Whisper models by the names people write in `WHISPER_MODEL`.
///
/// Sizes are those of the float16 CTranslate2 files, rounded: they serve to tell the user what
/// comes and to look for room on the disk, not to check a download. What a model takes once
/// prepared (its 8-bit graphs) and what it costs in computing time beside `base` were measured with
/// weights of these shapes drawn at random: 8 s of sound through the encoder for each look, five
/// beams for the final text.
enum WhisperModel {
    TINY("tiny", "Systran/faster-whisper-tiny", "ggml-tiny.bin", 76, 79, 0.6),
    TINY_EN("tiny.en", "Systran/faster-whisper-tiny.en", "ggml-tiny.en.bin", 76, 79, 0.6),
    BASE("base", "Systran/faster-whisper-base", "ggml-base.bin", 146, 127, 1),
    BASE_EN("base.en", "Systran/faster-whisper-base.en", "ggml-base.en.bin", 146, 127, 1),
    SMALL("small", "Systran/faster-whisper-small", "ggml-small.bin", 484, 319, 2.5),
    SMALL_EN("small.en", "Systran/faster-whisper-small.en", "ggml-small.en.bin", 484, 319, 2.5),
    MEDIUM("medium", "Systran/faster-whisper-medium", "ggml-medium.bin", 1530, 851, 6),
    MEDIUM_EN("medium.en", "Systran/faster-whisper-medium.en", "ggml-medium.en.bin", 1530, 851, 6),
    LARGE_V3("large-v3", "Systran/faster-whisper-large-v3", "ggml-large-v3.bin", 3090, 1632, 12),
    LARGE_V3_TURBO(
            "large-v3-turbo",
            "mobiuslabsgmbh/faster-whisper-large-v3-turbo",
            "ggml-large-v3-turbo.bin",
            1620,
            926,
            8);

    private final String label;
    private final String repository;
    private final String ggmlFile;
    private final int megabytes;
    private final int preparedMegabytes;
    private final double cost;

    WhisperModel(
            String label,
            String repository,
            String ggmlFile,
            int megabytes,
            int preparedMegabytes,
            double cost) {
        this.label = label;
        this.repository = repository;
        this.ggmlFile = ggmlFile;
        this.megabytes = megabytes;
        this.preparedMegabytes = preparedMegabytes;
        this.cost = cost;
    }

    String label() {
        return label;
    }

    String folder() {
        return "whisper-" + label;
    }

    String repository() {
        return repository;
    }

    String ggmlFile() {
        return ggmlFile;
    }

    int megabytes() {
        return megabytes;
    }

    KnownModel toKnown(boolean present) {
        boolean english = label.endsWith(".en");
        return new KnownModel(label, !english, megabytes, preparedMegabytes, cost, present);
    }

    /// `large` means `large-v3`, `turbo` means `large-v3-turbo`.
    static Optional<WhisperModel> named(String name) {
        String wanted =
                switch (name) {
                    case "large" -> "large-v3";
                    case "turbo" -> "large-v3-turbo";
                    default -> name;
                };
        return Arrays.stream(values()).filter(model -> model.label.equals(wanted)).findFirst();
    }

    static String allNames() {
        return Arrays.stream(values()).map(WhisperModel::label).collect(Collectors.joining(", "))
                + ", large, turbo";
    }

    /// Packages of a Python index that hold this model, best first; empty for models that no known
    /// package holds.
    List<PackageSet> packages() {
        return this == BASE ? PackageSet.BASE : List.of();
    }
}
