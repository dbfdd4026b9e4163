package com.ninja3cx.speech.weights;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A Whisper model of the smallest size, with weights drawn at random: what it writes makes no
/// sense, but is different for every sound. Writes itself in the published formats.
public final class TinyModel {

    public static final int MEL_BINS = 80;
    private static final int FRAMES = 1500;
    private static final int OTHER_TOKENS = 8 + 1501;
    private static final List<String> PAIRS =
            List.of("th", "the", " the", "in", "er", "le", " le", "on", "en", " d", "ou", "é");

    public enum Numbers {
        FLOAT32,
        FLOAT16,
        INT16,
        INT8,
        Q8_0,
        Q5_0
    }

    /// What sets the published models apart from each other.
    ///
    /// @param heads of encoder and decoder
    /// @param textPositions half of them are how long a text can get
    /// @param textTokens at least those of [#tokens]; the rest is filled with made-up words
    public record Shape(
            int width,
            int heads,
            int encoderLayers,
            int decoderLayers,
            int melBins,
            int textTokens,
            int languages,
            int textPositions) {

        static final Shape SMALLEST = new Shape(64, 2, 2, 2, MEL_BINS, tokens().size(), 99, 448);

        int vocabulary() {
            return textTokens + languages + OTHER_TOKENS;
        }

        int layers(String half) {
            return half.equals("encoder") ? encoderLayers : decoderLayers;
        }

        List<byte[]> words() {
            var words = tokens();
            for (int i = words.size(); i < textTokens; i++) {
                words.add((" w" + i).getBytes(StandardCharsets.UTF_8));
            }
            return words;
        }
    }

    private record Matrix(List<Integer> shape, float[] values) {}

    private final Map<String, Matrix> tensors = new LinkedHashMap<>();
    private final Random random;
    private final Shape shape;

    public TinyModel(long seed) {
        this(seed, Shape.SMALLEST);
    }

    public TinyModel(long seed, Shape shape) {
        this.random = new Random(seed);
        this.shape = shape;
        int width = shape.width();
        draw("encoder.conv1.weight", 0.05, width, shape.melBins(), 3);
        draw("encoder.conv1.bias", 0.05, width);
        draw("encoder.conv2.weight", 0.1, width, width, 3);
        draw("encoder.conv2.bias", 0.05, width);
        draw("encoder.positional_embedding", 0.3, FRAMES, width);
        draw("decoder.positional_embedding", 0.3, shape.textPositions(), width);
        draw("decoder.token_embedding.weight", 0.4, shape.vocabulary(), width);
        norm("encoder.ln_post");
        norm("decoder.ln");
        for (int i = 0; i < shape.encoderLayers(); i++) {
            block("encoder.blocks." + i);
        }
        for (int i = 0; i < shape.decoderLayers(); i++) {
            block("decoder.blocks." + i);
            attention("decoder.blocks." + i + ".cross_attn");
            norm("decoder.blocks." + i + ".cross_attn_ln");
        }
    }

    public static int vocabulary() {
        return Shape.SMALLEST.vocabulary();
    }

    /// The bytes, then some pairs.
    public static List<byte[]> tokens() {
        var tokens = new ArrayList<byte[]>();
        for (int b = 0; b < 256; b++) {
            tokens.add(new byte[] {(byte) b});
        }
        PAIRS.forEach(pair -> tokens.add(pair.getBytes(StandardCharsets.UTF_8)));
        return tokens;
    }

    public float[] values(String name) {
        return tensors.get(name).values().clone();
    }

    /// Makes a layer of so many inputs take nothing from one of them.
    public void forgetInput(String name, int inputs, int input) {
        float[] values = tensors.get(name).values();
        for (int i = input; i < values.length; i += inputs) {
            values[i] = 0;
        }
    }

    public Iterable<String> names() {
        return tensors.keySet();
    }

    /// `model.bin` and `tokenizer.json`; returns the folder.
    public Path writeCTranslate2(Path folder, Numbers numbers) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("tokenizer.json"), tokenizerJson());
            var variables = variables();
            var bytes = new Bytes();
            bytes.int32(6).text16("WhisperSpec\0").int32(3);
            long scales =
                    numbers == Numbers.INT8 || numbers == Numbers.INT16
                            ? variables.keySet().stream().filter(TinyModel::quantised).count()
                            : 0;
            bytes.int32((int) (variables.size() + scales) + 2);
            scalar(bytes, "encoder/num_heads", shape.heads());
            scalar(bytes, "decoder/num_heads", shape.heads());
            variables.forEach((name, matrix) -> variable(bytes, name, matrix, numbers));
            bytes.int32(1)
                    .text16("decoder/projection/weight\0")
                    .text16("decoder/embeddings/weight\0");
            bytes.writeTo(folder.resolve("model.bin"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns the file.
    public Path writeGgml(Path file, Numbers numbers) {
        var bytes = new Bytes();
        bytes.int32(GgmlFile.MAGIC);
        int[] sizes = {
            shape.vocabulary(),
            FRAMES,
            shape.width(),
            shape.heads(),
            shape.encoderLayers(),
            shape.textPositions(),
            shape.width(),
            shape.heads(),
            shape.decoderLayers(),
            shape.melBins(),
            1
        };
        Arrays.stream(sizes).forEach(bytes::int32);
        bytes.int32(2).int32(3).raw(new byte[24]);
        bytes.int32(shape.textTokens());
        shape.words().forEach(token -> bytes.int32(token.length).raw(token));
        tensors.forEach((name, matrix) -> ggmlTensor(bytes, name, matrix, numbers));
        bytes.writeTo(file);
        return file;
    }

    private static void ggmlTensor(Bytes bytes, String name, Matrix matrix, Numbers wanted) {
        boolean vector = matrix.shape().size() == 1 || name.contains("positional");
        boolean convolution = matrix.shape().size() == 3;
        var numbers = vector ? Numbers.FLOAT32 : convolution ? Numbers.FLOAT16 : wanted;
        int type =
                switch (numbers) {
                    case FLOAT32 -> 0;
                    case FLOAT16 -> 1;
                    case Q5_0 -> 6;
                    case Q8_0 -> 8;
                    case INT8, INT16 -> throw new IllegalArgumentException();
                };
        var shape = new ArrayList<>(matrix.shape());
        if (name.startsWith("encoder.conv") && shape.size() == 1) {
            shape.add(1);
        }
        bytes.int32(shape.size()).int32(name.length()).int32(type);
        shape.reversed().forEach(bytes::int32);
        bytes.raw(name.getBytes(StandardCharsets.UTF_8));
        bytes.numbers(matrix.values(), numbers);
    }

    private static boolean quantised(String variable) {
        return variable.endsWith("/weight") && !variable.contains("conv");
    }

    private static void scalar(Bytes bytes, String name, int value) {
        bytes.text16(name + "\0").int8(0).int8(2).int32(2).int16(value);
    }

    private static void variable(Bytes bytes, String name, Matrix matrix, Numbers wanted) {
        var numbers =
                quantised(name) || wanted == Numbers.FLOAT16 || wanted == Numbers.FLOAT32
                        ? wanted
                        : Numbers.FLOAT32;
        header(bytes, name, matrix.shape(), numbers);
        int rows = matrix.shape().getFirst();
        int columns = matrix.values().length / rows;
        switch (numbers) {
            case FLOAT32 -> bytes.int32(rows * columns * 4).numbers(matrix.values(), numbers);
            case FLOAT16 -> bytes.int32(rows * columns * 2).numbers(matrix.values(), numbers);
            case INT8 -> {
                bytes.int32(rows * columns);
                float[] scales = new float[rows];
                for (int row = 0; row < rows; row++) {
                    float[] part =
                            Arrays.copyOfRange(matrix.values(), row * columns, (row + 1) * columns);
                    scales[row] = 127 / largest(part);
                    for (float value : part) {
                        bytes.int8((int) Math.rint(value * scales[row]));
                    }
                }
                header(bytes, name + "_scale", List.of(rows), Numbers.FLOAT32);
                bytes.int32(rows * 4).numbers(scales, Numbers.FLOAT32);
            }
            case INT16 -> {
                bytes.int32(rows * columns * 2);
                float scale = 1023 / largest(matrix.values());
                for (float value : matrix.values()) {
                    bytes.int16((int) Math.rint(value * scale));
                }
                header(bytes, name + "_scale", List.of(), Numbers.FLOAT32);
                bytes.int32(4).numbers(new float[] {scale}, Numbers.FLOAT32);
            }
            case Q8_0, Q5_0 -> throw new IllegalArgumentException();
        }
    }

    private static void header(Bytes bytes, String name, List<Integer> shape, Numbers numbers) {
        bytes.text16(name + "\0").int8(shape.size());
        shape.forEach(bytes::int32);
        bytes.int8(
                switch (numbers) {
                    case FLOAT32 -> 0;
                    case INT8 -> 1;
                    case INT16 -> 2;
                    case FLOAT16 -> 4;
                    case Q8_0, Q5_0 -> throw new IllegalArgumentException();
                });
    }

    private static float largest(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    /// The tensors under the names of CTranslate2, where some are joined.
    private Map<String, Matrix> variables() {
        var variables = new LinkedHashMap<String, Matrix>();
        for (String part : List.of("conv1", "conv2")) {
            take(variables, "encoder/" + part, "encoder." + part);
        }
        for (String half : List.of("encoder", "decoder")) {
            variables.put(
                    half + "/position_encodings/encodings",
                    tensors.get(half + ".positional_embedding"));
            for (int i = 0; i < shape.layers(half); i++) {
                String to = half + "/layer_" + i;
                String from = half + ".blocks." + i;
                joined(variables, to + "/self_attention/linear_0", from + ".attn", 0);
                take(variables, to + "/self_attention/linear_1", from + ".attn.out");
                takeNorm(variables, to + "/self_attention/layer_norm", from + ".attn_ln");
                take(variables, to + "/ffn/linear_0", from + ".mlp.0");
                take(variables, to + "/ffn/linear_1", from + ".mlp.2");
                takeNorm(variables, to + "/ffn/layer_norm", from + ".mlp_ln");
                if (half.equals("decoder")) {
                    take(variables, to + "/attention/linear_0", from + ".cross_attn.query");
                    joined(variables, to + "/attention/linear_1", from + ".cross_attn", 1);
                    take(variables, to + "/attention/linear_2", from + ".cross_attn.out");
                    takeNorm(variables, to + "/attention/layer_norm", from + ".cross_attn_ln");
                }
            }
        }
        variables.put("decoder/embeddings/weight", tensors.get("decoder.token_embedding.weight"));
        takeNorm(variables, "encoder/layer_norm", "encoder.ln_post");
        takeNorm(variables, "decoder/layer_norm", "decoder.ln");
        return variables;
    }

    private void take(Map<String, Matrix> variables, String to, String from) {
        variables.put(to + "/weight", tensors.get(from + ".weight"));
        variables.put(to + "/bias", tensors.get(from + ".bias"));
    }

    private void takeNorm(Map<String, Matrix> variables, String to, String from) {
        variables.put(to + "/gamma", tensors.get(from + ".weight"));
        variables.put(to + "/beta", tensors.get(from + ".bias"));
    }

    private void joined(Map<String, Matrix> variables, String to, String from, int first) {
        var parts = List.of("query", "key", "value").subList(first, 3);
        int width = shape.width();
        int rows = parts.size() * width;
        var weight = ByteBuffer.allocate(rows * width * 4).asFloatBuffer();
        var bias = ByteBuffer.allocate(rows * 4).asFloatBuffer();
        for (String part : parts) {
            weight.put(tensors.get(from + "." + part + ".weight").values());
            bias.put(
                    part.equals("key")
                            ? new float[width]
                            : tensors.get(from + "." + part + ".bias").values());
        }
        float[] weights = new float[rows * width];
        weight.flip().get(weights);
        float[] biases = new float[rows];
        bias.flip().get(biases);
        variables.put(to + "/weight", new Matrix(List.of(rows, width), weights));
        variables.put(to + "/bias", new Matrix(List.of(rows), biases));
    }

    private void block(String block) {
        int width = shape.width();
        attention(block + ".attn");
        norm(block + ".attn_ln");
        draw(block + ".mlp.0.weight", 0.2, 4 * width, width);
        draw(block + ".mlp.0.bias", 0.1, 4 * width);
        draw(block + ".mlp.2.weight", 0.2, width, 4 * width);
        draw(block + ".mlp.2.bias", 0.1, width);
        norm(block + ".mlp_ln");
    }

    private void attention(String attention) {
        int width = shape.width();
        for (String part : List.of("query", "key", "value", "out")) {
            draw(attention + "." + part + ".weight", 0.3, width, width);
            if (!part.equals("key")) {
                draw(attention + "." + part + ".bias", 0.1, width);
            }
        }
    }

    private void norm(String name) {
        int width = shape.width();
        draw(name + ".weight", 0.1, width);
        draw(name + ".bias", 0.1, width);
        float[] weights = tensors.get(name + ".weight").values();
        for (int i = 0; i < weights.length; i++) {
            weights[i] = half(weights[i] + 1);
        }
    }

    /// Values that half precision holds exactly.
    private void draw(String name, double spread, Integer... sides) {
        int size = Arrays.stream(sides).reduce(1, (a, b) -> a * b);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = half((float) (random.nextGaussian() * spread));
        }
        tensors.put(name, new Matrix(List.of(sides), values));
    }

    private static float half(float value) {
        return Float.float16ToFloat(Float.floatToFloat16(value));
    }

    private String tokenizerJson() {
        var words = shape.words();
        var text = new StringBuilder("{\"added_tokens\":[{\"id\":");
        text.append(words.size());
        text.append(",\"content\":\"<|endoftext|>\"}],\"model\":{\"vocab\":{");
        for (int i = 0; i < words.size(); i++) {
            text.append(i == 0 ? "\"" : ",\"");
            for (byte b : words.get(i)) {
                text.append("\\u%04x".formatted((int) printable(b & 255)));
            }
            text.append("\":").append(i);
        }
        return text.append("}}}").toString();
    }

    /// The character by which byte-level tokenizers write a byte.
    private static char printable(int wanted) {
        int other = 0;
        for (int b = 0; b <= wanted; b++) {
            boolean itself = b >= '!' && b <= '~' || b >= 0xa1 && b <= 0xac || b >= 0xae;
            if (b == wanted) {
                return (char) (itself ? b : 256 + other);
            }
            other += itself ? 0 : 1;
        }
        throw new IllegalArgumentException();
    }

    /// Little-endian bytes being written.
    private static final class Bytes {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Bytes int8(int value) {
            out.write(value);
            return this;
        }

        Bytes int16(int value) {
            return int8(value).int8(value >> 8);
        }

        Bytes int32(int value) {
            return int16(value).int16(value >> 16);
        }

        Bytes text16(String text) {
            return int16(text.length()).raw(text.getBytes(StandardCharsets.UTF_8));
        }

        Bytes raw(byte[] bytes) {
            out.writeBytes(bytes);
            return this;
        }

        void numbers(float[] values, Numbers numbers) {
            switch (numbers) {
                case FLOAT32 -> {
                    var buffer = ByteBuffer.allocate(values.length * 4);
                    buffer.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
                    raw(buffer.array());
                }
                case FLOAT16 -> {
                    for (float value : values) {
                        int16(Float.floatToFloat16(value));
                    }
                }
                case Q8_0 -> blocks(values, 127);
                case Q5_0 -> blocks(values, 15);
                case INT8, INT16 -> throw new IllegalArgumentException();
            }
        }

        private void blocks(float[] values, int steps) {
            for (int at = 0; at < values.length; at += 32) {
                float[] block = Arrays.copyOfRange(values, at, at + 32);
                float scale = half(largest(block) / steps);
                int16(Float.floatToFloat16(scale));
                int[] whole = new int[32];
                Arrays.setAll(whole, i -> Math.clamp(Math.round(block[i] / scale), -steps, steps));
                if (steps == 127) {
                    Arrays.stream(whole).forEach(this::int8);
                } else {
                    int fifth = 0;
                    for (int i = 0; i < 32; i++) {
                        fifth |= (whole[i] + 16 >> 4) << i;
                    }
                    int32(fifth);
                    for (int i = 0; i < 16; i++) {
                        int8(whole[i] + 16 & 15 | (whole[i + 16] + 16 & 15) << 4);
                    }
                }
            }
        }

        void writeTo(Path file) {
            try (OutputStream stream = Files.newOutputStream(file)) {
                out.writeTo(stream);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
