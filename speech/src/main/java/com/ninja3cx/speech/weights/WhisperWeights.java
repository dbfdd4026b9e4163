package com.ninja3cx.speech.weights;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The weights of a Whisper model under one set of names, whichever file they come from: those of
/// the original model, e.g. `encoder.blocks.0.attn.query.weight`, weights as `[out, in]`.
///
/// The file is mapped, not read: tensors are valid until [#close]. Thread-safe.
public final class WhisperWeights implements AutoCloseable {

    private final Path file;
    private final Arena arena;
    private final Content content;

    /// What a file holds. `tokens` is empty where the vocabulary comes in files of its own.
    record Content(Dimensions dimensions, Map<String, Tensor> tensors, List<byte[]> tokens) {}

    private WhisperWeights(Path file, Arena arena, Content content) {
        this.file = file;
        this.arena = arena;
        this.content = content;
    }

    /// Opens a CTranslate2 `model.bin` or a ggml `.bin`, told apart by their first bytes, and
    /// checks that it holds a whole Whisper model.
    @SuppressWarnings("MustBeClosedChecker") // closed with the weights
    public static WhisperWeights open(Path file) {
        var arena = Arena.ofShared();
        try {
            var weights = new WhisperWeights(file, arena, read(file, map(file, arena)));
            weights.check();
            return weights;
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    private static MemorySegment map(Path file, Arena arena) {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        } catch (IOException e) {
            throw new WeightsException(
                    WeightsException.Code.UNREADABLE, file, "it cannot be opened: " + e, e);
        }
    }

    private static Content read(Path file, MemorySegment bytes) {
        if (bytes.byteSize() < 4) {
            throw new WeightsException(
                    WeightsException.Code.TRUNCATED,
                    file,
                    "it has " + bytes.byteSize() + " bytes, expected a model");
        }
        int magic = bytes.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 0);
        try {
            if (magic == GgmlFile.MAGIC) {
                return GgmlFile.read(file, bytes);
            }
            if (magic > 0 && magic < 100) {
                return CTranslate2File.read(file, bytes);
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new WeightsException(
                    WeightsException.Code.UNKNOWN_FORMAT, file, "odd sizes: " + e, e);
        }
        throw new WeightsException(
                WeightsException.Code.UNKNOWN_FORMAT,
                file,
                "it begins with %08x, expected a CTranslate2 or ggml model".formatted(magic));
    }

    public Dimensions dimensions() {
        return content.dimensions();
    }

    public Path file() {
        return file;
    }

    /// The bytes of each token in the order of their numbers, where the file holds them (ggml);
    /// otherwise empty.
    public List<byte[]> tokens() {
        return content.tokens();
    }

    /// The tensor of that name; a [WeightsException] if the file has none.
    public Tensor tensor(String name) {
        var tensor = content.tensors().get(name);
        if (tensor == null) {
            throw new WeightsException(
                    WeightsException.Code.NOT_WHISPER, file, "tensor " + name + " is missing");
        }
        return tensor;
    }

    @Override
    public void close() {
        arena.close();
    }

    /// Every tensor the graphs need is there with the size they need.
    private void check() {
        var d = content.dimensions();
        int width = d.width();
        expect("encoder.conv1.weight", List.of(width, d.melBins(), 3));
        expect("encoder.conv2.weight", List.of(width, width, 3));
        expect("encoder.conv1.bias", List.of(width));
        expect("encoder.conv2.bias", List.of(width));
        expect("encoder.positional_embedding", List.of(d.audioFrames(), width));
        expect("decoder.positional_embedding", List.of(d.textPositions(), width));
        expect("decoder.token_embedding.weight", List.of(d.vocabulary(), width));
        var norms = new ArrayList<>(List.of("encoder.ln_post", "decoder.ln"));
        for (int i = 0; i < d.encoderLayers(); i++) {
            expectBlock("encoder.blocks." + i, width);
            norms.addAll(
                    List.of("encoder.blocks." + i + ".attn_ln", "encoder.blocks." + i + ".mlp_ln"));
        }
        for (int i = 0; i < d.decoderLayers(); i++) {
            String block = "decoder.blocks." + i;
            expectBlock(block, width);
            expectAttention(block + ".cross_attn", width);
            norms.addAll(List.of(block + ".attn_ln", block + ".cross_attn_ln", block + ".mlp_ln"));
        }
        for (String norm : norms) {
            expect(norm + ".weight", List.of(width));
            expect(norm + ".bias", List.of(width));
        }
    }

    private void expectBlock(String block, int width) {
        expectAttention(block + ".attn", width);
        expect(block + ".mlp.0.weight", List.of(4 * width, width));
        expect(block + ".mlp.0.bias", List.of(4 * width));
        expect(block + ".mlp.2.weight", List.of(width, 4 * width));
        expect(block + ".mlp.2.bias", List.of(width));
    }

    private void expectAttention(String attention, int width) {
        for (String part : List.of("query", "key", "value", "out")) {
            expect(attention + "." + part + ".weight", List.of(width, width));
            if (!part.equals("key")) {
                expect(attention + "." + part + ".bias", List.of(width));
            }
        }
    }

    private void expect(String name, List<Integer> shape) {
        var found = tensor(name).shape();
        if (!found.equals(shape)) {
            throw new WeightsException(
                    WeightsException.Code.NOT_WHISPER,
                    file,
                    "tensor %s has shape %s, expected %s".formatted(name, found, shape));
        }
    }
}
