package com.ninja3cx.speech.weights;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A CTranslate2 `model.bin`: a header, named variables of any of six number types, then aliases.
///
/// Weights quantised to int8 (one scale per row) or int16 (one scale for all) have a companion
/// variable whose name ends in `_scale`: the number is the stored one divided by it.
final class CTranslate2File {

    static final int OLDEST_VERSION = 4;
    static final int NEWEST_VERSION = 6;

    private static final int MOST_VARIABLES = 100_000;
    private static final int MOST_ALIASES = 100_000;
    private static final List<Encoding> ENCODINGS =
            List.of(
                    Encoding.FLOAT32,
                    Encoding.INT8,
                    Encoding.INT16,
                    Encoding.INT32,
                    Encoding.FLOAT16,
                    Encoding.BFLOAT16);

    private final Path file;
    private final Map<String, Tensor> variables = new HashMap<>();
    private final Map<String, MemorySegment> stored = new HashMap<>();
    private final Map<String, Encoding> encodings = new HashMap<>();

    private CTranslate2File(Path file) {
        this.file = file;
    }

    static WhisperWeights.Content read(Path file, MemorySegment bytes) {
        var self = new CTranslate2File(file);
        self.readVariables(new ByteReader(file, bytes));
        return self.toWhisper();
    }

    private void readVariables(ByteReader reader) {
        int version = reader.readInt("the version");
        if (version < OLDEST_VERSION || version > NEWEST_VERSION) {
            throw new WeightsException(
                    WeightsException.Code.UNKNOWN_FORMAT,
                    file,
                    "CTranslate2 version %d, expected %d to %d"
                            .formatted(version, OLDEST_VERSION, NEWEST_VERSION));
        }
        String kind = readName(reader, "the model kind");
        if (!kind.equals("WhisperSpec")) {
            throw new WeightsException(
                    WeightsException.Code.NOT_WHISPER,
                    file,
                    "it holds a " + kind + ", expected WhisperSpec");
        }
        reader.readInt("the revision");
        int count = reader.readCount("the number of variables", MOST_VARIABLES);
        for (int i = 0; i < count; i++) {
            readVariable(reader);
        }
        int aliases = reader.readCount("the number of aliases", MOST_ALIASES);
        for (int i = 0; i < aliases; i++) {
            String alias = readName(reader, "an alias");
            String name = readName(reader, "the target of alias " + alias);
            variables.put(alias, variable(name));
        }
    }

    private void readVariable(ByteReader reader) {
        String name = readName(reader, "the name of a variable");
        int rank = reader.readByte("the rank of " + name);
        var shape = new ArrayList<Integer>();
        for (int i = 0; i < rank; i++) {
            shape.add(reader.readCount("a dimension of " + name, Integer.MAX_VALUE));
        }
        int type = reader.readByte("the type of " + name);
        if (type >= ENCODINGS.size()) {
            throw new WeightsException(
                    WeightsException.Code.UNKNOWN_FORMAT,
                    file,
                    "variable " + name + " has the unknown type " + type);
        }
        long length = reader.readUnsignedInt("the length of " + name);
        long numbers = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        var encoding = ENCODINGS.get(type);
        if (length != encoding.size(numbers)) {
            throw new WeightsException(
                    WeightsException.Code.UNKNOWN_FORMAT,
                    file,
                    "variable %s of shape %s takes %,d bytes, expected %,d"
                            .formatted(name, shape, length, encoding.size(numbers)));
        }
        var content = reader.take(length, "variable " + name);
        stored.put(name, content);
        encodings.put(name, encoding);
        variables.put(name, new Tensor(shape, encoding, content, null));
    }

    private static String readName(ByteReader reader, String what) {
        String terminated = reader.readText(reader.readShort(what), what);
        return terminated.endsWith("\0")
                ? terminated.substring(0, terminated.length() - 1)
                : terminated;
    }

    private Tensor variable(String name) {
        var found = variables.get(name);
        if (found == null) {
            throw new WeightsException(
                    WeightsException.Code.NOT_WHISPER, file, "variable " + name + " is missing");
        }
        float[] factors = factors(name, found.rows());
        if (factors == null) {
            return found;
        }
        return new Tensor(found.shape(), present(encodings, name), present(stored, name), factors);
    }

    private float @Nullable [] factors(String name, int rows) {
        var scale = variables.get(name + "_scale");
        if (scale == null) {
            return null;
        }
        float[] scales = scale.floats();
        if (scales.length != 1 && scales.length != rows) {
            throw new WeightsException(
                    WeightsException.Code.UNKNOWN_FORMAT,
                    file,
                    "%s has %d scales, expected %d".formatted(name, scales.length, rows));
        }
        float[] factors = new float[rows];
        for (int row = 0; row < rows; row++) {
            factors[row] = 1 / scales[scales.length == 1 ? 0 : row];
        }
        return factors;
    }

    private static <T> T present(Map<String, T> map, String name) {
        var value = map.get(name);
        if (value == null) {
            throw new IllegalStateException(name);
        }
        return value;
    }

    private WhisperWeights.Content toWhisper() {
        var tensors = new HashMap<String, Tensor>();
        for (String part : List.of("conv1", "conv2")) {
            tensors.put("encoder." + part + ".weight", variable("encoder/" + part + "/weight"));
            tensors.put("encoder." + part + ".bias", variable("encoder/" + part + "/bias"));
        }
        for (String half : List.of("encoder", "decoder")) {
            tensors.put(
                    half + ".positional_embedding",
                    variable(half + "/position_encodings/encodings"));
        }
        tensors.put("decoder.token_embedding.weight", variable("decoder/embeddings/weight"));
        norm(tensors, "encoder.ln_post", "encoder/layer_norm");
        norm(tensors, "decoder.ln", "decoder/layer_norm");
        int encoderLayers = layers("encoder");
        int decoderLayers = layers("decoder");
        IntStream.range(0, encoderLayers).forEach(i -> block(tensors, "encoder", i));
        IntStream.range(0, decoderLayers).forEach(i -> block(tensors, "decoder", i));
        IntStream.range(0, decoderLayers).forEach(i -> crossAttention(tensors, i));
        var convolution = variable("encoder/conv1/weight").shape();
        int width = convolution.getFirst();
        return new WhisperWeights.Content(
                new Dimensions(
                        convolution.get(1),
                        width,
                        encoderLayers,
                        heads("encoder", width),
                        decoderLayers,
                        heads("decoder", width),
                        variable("encoder/position_encodings/encodings").rows(),
                        variable("decoder/position_encodings/encodings").rows(),
                        variable("decoder/embeddings/weight").rows()),
                tensors,
                List.of());
    }

    private int layers(String half) {
        int count = 0;
        while (variables.containsKey(half + "/layer_" + count + "/ffn/linear_0/weight")) {
            count++;
        }
        return count;
    }

    private int heads(String half, int width) {
        var heads = variables.get(half + "/num_heads");
        return heads == null ? width / 64 : (int) heads.floats()[0];
    }

    private void block(Map<String, Tensor> tensors, String half, int layer) {
        String to = half + ".blocks." + layer;
        String from = half + "/layer_" + layer;
        var weight = variable(from + "/self_attention/linear_0/weight");
        var bias = variable(from + "/self_attention/linear_0/bias");
        int width = weight.columns();
        tensors.put(to + ".attn.query.weight", weight.slice(0, width));
        tensors.put(to + ".attn.query.bias", bias.slice(0, width));
        tensors.put(to + ".attn.key.weight", weight.slice(width, width));
        tensors.put(to + ".attn.value.weight", weight.slice(2 * width, width));
        tensors.put(to + ".attn.value.bias", bias.slice(2 * width, width));
        linear(tensors, to + ".attn.out", from + "/self_attention/linear_1");
        norm(tensors, to + ".attn_ln", from + "/self_attention/layer_norm");
        linear(tensors, to + ".mlp.0", from + "/ffn/linear_0");
        linear(tensors, to + ".mlp.2", from + "/ffn/linear_1");
        norm(tensors, to + ".mlp_ln", from + "/ffn/layer_norm");
    }

    private void crossAttention(Map<String, Tensor> tensors, int layer) {
        String to = "decoder.blocks." + layer + ".cross_attn";
        String from = "decoder/layer_" + layer + "/attention";
        linear(tensors, to + ".query", from + "/linear_0");
        var weight = variable(from + "/linear_1/weight");
        var bias = variable(from + "/linear_1/bias");
        int width = weight.columns();
        tensors.put(to + ".key.weight", weight.slice(0, width));
        tensors.put(to + ".value.weight", weight.slice(width, width));
        tensors.put(to + ".value.bias", bias.slice(width, width));
        linear(tensors, to + ".out", from + "/linear_2");
        norm(tensors, to + "_ln", from + "/layer_norm");
    }

    private void linear(Map<String, Tensor> tensors, String to, String from) {
        tensors.put(to + ".weight", variable(from + "/weight"));
        tensors.put(to + ".bias", variable(from + "/bias"));
    }

    private void norm(Map<String, Tensor> tensors, String to, String from) {
        tensors.put(to + ".weight", variable(from + "/gamma"));
        tensors.put(to + ".bias", variable(from + "/beta"));
    }
}
