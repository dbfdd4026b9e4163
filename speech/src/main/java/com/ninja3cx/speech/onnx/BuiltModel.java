package com.ninja3cx.speech.onnx;

import com.ninja3cx.speech.weights.WhisperWeights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The graphs of a model with 8-bit weights, kept in a folder beside its weights.
///
/// The folder is named after the content of the weights. It appears whole or not at all; files that
/// are damaged (noticed by their checksums), or were written for other processors or by another
/// version of this product, are replaced.
public record BuiltModel(Path folder) {

    static final String ENCODER = "encoder.onnx";
    static final String CROSS = "cross.onnx";
    static final String DECODER = "decoder.onnx";

    /// Changes whenever other graphs are written from the same weights.
    private static final String BUILDER_VERSION = "7";

    private static final String TENSORS = "tensors.bin";
    private static final String CHECKSUMS = "checksums.txt";
    private static final List<String> FILES = List.of(ENCODER, CROSS, DECODER, TENSORS);

    /// The model built from these weights: as found beside them if whole, else built now.
    public static BuiltModel of(WhisperWeights weights, Progress progress) {
        try {
            return findOrBuild(weights, Quantizer.forThisMachine(), progress);
        } catch (IOException | UncheckedIOException e) {
            throw new ModelException(
                    ModelException.Code.CANNOT_WRITE,
                    "The speech model cannot be prepared in %s: %s. Free some disk space there"
                                    .formatted(weights.file().toAbsolutePath().getParent(), e)
                            + " (about the size of the model) and let this user write to it.",
                    e);
        }
    }

    static BuiltModel findOrBuild(WhisperWeights weights, Quantizer quantizer, Progress progress)
            throws IOException {
        progress.reached(Progress.Step.CHECKING, 0);
        String kind = "graphs " + BUILDER_VERSION + ", steps " + quantizer.steps();
        String key = Fingerprint.ofWeights(weights.file());
        Path parent = Objects.requireNonNull(weights.file().toAbsolutePath().getParent());
        var wanted = new BuiltModel(parent.resolve("built-" + key));
        if (wanted.whole(kind)) {
            progress.reached(Progress.Step.CHECKING, 1);
            return wanted;
        }
        Path fresh = Files.createTempDirectory(parent, "built-" + key + "-new-");
        try {
            write(weights, quantizer, fresh, progress);
            writeChecksums(kind, fresh);
            progress.reached(Progress.Step.BUILDING, 1);
            wanted.replaceBy(fresh, kind);
        } finally {
            delete(fresh);
        }
        return wanted;
    }

    private static void write(
            WhisperWeights weights, Quantizer quantizer, Path folder, Progress progress)
            throws IOException {
        progress.reached(Progress.Step.BUILDING, 0);
        try (var large = new TensorFile(folder.resolve(TENSORS))) {
            Files.write(folder.resolve(ENCODER), EncoderGraph.write(weights, large, quantizer));
            progress.reached(Progress.Step.BUILDING, 0.4);
            Files.write(folder.resolve(CROSS), CrossGraph.write(weights, large, quantizer));
            progress.reached(Progress.Step.BUILDING, 0.5);
            Files.write(folder.resolve(DECODER), DecoderGraph.write(weights, large, quantizer));
            large.force();
        }
        progress.reached(Progress.Step.BUILDING, 0.9);
    }

    private static void writeChecksums(String kind, Path folder) throws IOException {
        var lines = new ArrayList<>(List.of(kind));
        for (String file : FILES) {
            lines.add(line(folder, file));
        }
        Files.write(folder.resolve(CHECKSUMS), lines);
    }

    private static String line(Path folder, String file) throws IOException {
        return "%08x %s".formatted(Fingerprint.checksum(folder.resolve(file)), file);
    }

    /// All files are there, of this kind, and read as they were written.
    boolean whole(String kind) {
        try {
            var lines = Files.readAllLines(folder.resolve(CHECKSUMS));
            if (!lines.contains(kind)) {
                return false;
            }
            for (String file : FILES) {
                if (!lines.contains(line(folder, file))) {
                    return false;
                }
            }
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private void replaceBy(Path fresh, String kind) throws IOException {
        if (whole(kind)) {
            // Another process has built the same meanwhile, and may be about to load it.
            return;
        }
        try {
            delete(folder);
            move(fresh, folder);
        } catch (IOException e) {
            // Another process may have built the same just now.
            if (!whole(kind)) {
                throw e;
            }
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(from, to);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
