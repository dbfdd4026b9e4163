package com.ninja3cx.speech.models;

import com.ninja3cx.speech.Wording;
import com.ninja3cx.speech.models.ModelUnavailable.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The files of a model in their folder: which are there, and whether they are whole. What was
/// checked once is remembered in a [Receipt].
record StoredModel(Path folder) {

    static final String VOICE_FILE = "silero_vad.onnx";

    private static final List<String> NEEDED =
            List.of("model.bin", "config.json", "tokenizer.json");

    /// The model that lies at this path, wherever that is.
    static Path atPath(String name) throws ModelUnavailable {
        Path path = Path.of(name);
        if (Files.isDirectory(path)) {
            for (String file : NEEDED) {
                if (!Files.isRegularFile(path.resolve(file))) {
                    throw new ModelUnavailable(
                            Code.CORRUPT,
                            new Wording(
                                    "Le dossier %s n'a pas de fichier %s.".formatted(path, file),
                                    "The folder %s has no %s.".formatted(path, file)));
                }
            }
            return path;
        }
        if (Files.isRegularFile(path)) {
            return path.endsWith("model.bin") ? path.toAbsolutePath().resolveSibling("") : path;
        }
        throw ModelUnavailable.unknown(name);
    }

    /// The folder of whole CTranslate2 files, or the whole ggml file.
    ///
    /// @param tried is told what is missing or damaged
    Optional<Path> whisper(WhisperModel model, List<Wording> tried) {
        long least = model.megabytes() * 900_000L;
        try {
            if (whole(NEEDED, least, tried)) {
                return Optional.of(folder);
            }
            if (whole(List.of(model.ggmlFile()), least / 4, new ArrayList<>())) {
                return Optional.of(folder.resolve(model.ggmlFile()));
            }
        } catch (IOException unreadable) {
            tried.add(unreadable(unreadable));
        }
        return Optional.empty();
    }

    /// The same of the voice activity model.
    Optional<Path> voiceActivity(List<Wording> tried) {
        try {
            return whole(List.of(VOICE_FILE), 1_000_000, tried)
                    ? Optional.of(folder.resolve(VOICE_FILE))
                    : Optional.empty();
        } catch (IOException unreadable) {
            tried.add(unreadable(unreadable));
            return Optional.empty();
        }
    }

    /// Takes the files that somebody carried here: a folder of CTranslate2 files, or a ggml file.
    void copyFrom(Path from, WhisperModel model) throws IOException {
        if (Files.isDirectory(from) || from.endsWith("model.bin")) {
            Path source = Files.isDirectory(from) ? from : from.toAbsolutePath().resolveSibling("");
            for (String file : filesOf(source)) {
                copy(source.resolve(file), folder.resolve(file));
            }
        } else {
            copy(from, folder.resolve(model.ggmlFile()));
        }
    }

    /// Whether all files are there and right. The first of them is the large one, which must have
    /// `leastBytes`.
    private boolean whole(List<String> files, long leastBytes, List<Wording> tried)
            throws IOException {
        for (String file : files) {
            if (!Files.isRegularFile(folder.resolve(file))) {
                tried.add(
                        new Wording(
                                "%s n'a pas de %s".formatted(folder, file),
                                "%s has no %s".formatted(folder, file)));
                return false;
            }
        }
        Receipt receipt = Receipt.of(folder);
        boolean news = false;
        for (String file : files) {
            if (receipt.covers(folder, file)) {
                continue;
            }
            Path path = folder.resolve(file);
            long size = Files.size(path);
            if (file.equals(files.getFirst()) && size < leastBytes) {
                tried.add(
                        new Wording(
                                "%s est tronqué (%d octets)".formatted(path, size),
                                "%s is cut short (%d bytes)".formatted(path, size)));
                return false;
            }
            String sha256 = Hashes.sha256(path);
            Set<String> pinned = PinnedHashes.of(folder, file);
            if (!pinned.isEmpty() && !pinned.contains(sha256)) {
                tried.add(
                        new Wording(
                                "%s est abîmé (%d octets, SHA-256 %s)"
                                        .formatted(path, size, sha256),
                                "%s is damaged (%d bytes, SHA-256 %s)"
                                        .formatted(path, size, sha256)));
                return false;
            }
            receipt = receipt.with(folder, file, sha256, "found in the folder");
            news = true;
        }
        if (news) {
            receipt.keep(folder);
        }
        return true;
    }

    private Wording unreadable(IOException why) {
        return new Wording(
                "%s ne peut pas être lu : %s".formatted(folder, why),
                "%s cannot be read: %s".formatted(folder, why));
    }

    private static List<String> filesOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(
                            name ->
                                    NEEDED.contains(name)
                                            || name.startsWith("vocabulary.")
                                            || name.equals("preprocessor_config.json"))
                    .toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (Files.exists(to) && Files.isSameFile(from, to)) {
            return;
        }
        Path part = to.resolveSibling(to.getFileName() + ".copy");
        Files.copy(from, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
    }
}
