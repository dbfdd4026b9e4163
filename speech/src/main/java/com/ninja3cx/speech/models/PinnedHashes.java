package com.ninja3cx.speech.models;

import java.nio.file.Path;
import java.util.Set;

/// SHA-256 of files that were seen and used. For all others the hash that the host announces is
/// checked and remembered: no hash is written here that was not seen.
final class PinnedHashes {

    private static final Set<String> WHISPER_BASE =
            Set.of(
                    "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
                    // the same tensors in another container version
                    "905e5bf8336bcc625ba4e33498d675a4b935504118c594d868c36e91a60c1a57");

    private PinnedHashes() {}

    /// Hashes of which one must match; empty when none is known for this file. A voice-activity
    /// file is not pinned: newer releases of it are as good, and its package or host says its hash.
    static Set<String> of(Path folder, String file) {
        return folder.endsWith("whisper-base") && file.equals("model.bin")
                ? WHISPER_BASE
                : Set.of();
    }
}
