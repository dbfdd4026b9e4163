package com.ninja3cx.speech.onnx;

import com.ninja3cx.speech.weights.Tensor;
import com.ninja3cx.speech.weights.WhisperWeights;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The building blocks of Whisper on a [Graph].
///
/// Matrix products are done in 8 bits: weights with a scale per output channel, activations with a
/// scale per row (its own maximum). A row's result therefore never depends on other rows of a
/// batch.
final class Layers {

    static final float NORM_EPSILON = 1e-5f;

    private final Graph graph;
    private final WhisperWeights weights;
    private final Quantizer quantizer;
    private final RowQuantizer rowQuantizer;
    private final Map<String, ByteRows> quantized = new HashMap<>();

    Layers(Graph graph, WhisperWeights weights, Quantizer quantizer) {
        this.graph = graph;
        this.weights = weights;
        this.quantizer = quantizer;
        this.rowQuantizer = new RowQuantizer(graph);
    }

    Tensor tensor(String name) {
        return weights.tensor(name);
    }

    String norm(String x, String name) {
        return graph.node(
                "LayerNormalization",
                List.of(x, vector(name + ".weight"), vector(name + ".bias")),
                Attribute.of("axis", -1L),
                Attribute.of("epsilon", NORM_EPSILON));
    }

    String add(String a, String b) {
        return graph.node("Add", List.of(a, b));
    }

    /// `x·Wᵀ + b` with the weight and bias of that name.
    String linear(String x, String name) {
        var weight = ChannelWeights.of(tensor(name + ".weight"));
        return add(product(x, name, weight), vector(name + ".bias"));
    }

    /// Query, key and value of an attention side by side. The key has no bias.
    String queryKeyValue(String x, String name) {
        var parts =
                List.of(
                        tensor(name + ".query.weight"),
                        tensor(name + ".key.weight"),
                        tensor(name + ".value.weight"));
        int width = parts.getFirst().rows();
        float[] bias = new float[3 * width];
        System.arraycopy(tensor(name + ".query.bias").floats(), 0, bias, 0, width);
        System.arraycopy(tensor(name + ".value.bias").floats(), 0, bias, 2 * width, width);
        String product = product(x, name + ".qkv", ChannelWeights.sideBySide(parts));
        return add(product, graph.floats(name + ".qkv.bias", bias, bias.length));
    }

    /// The query alone, scaled as the product with the key needs it.
    String query(String x, String name, float factor) {
        var weight = ChannelWeights.of(tensor(name + ".query.weight")).scaled(factor);
        float[] bias = tensor(name + ".query.bias").floats();
        for (int i = 0; i < bias.length; i++) {
            bias[i] *= factor;
        }
        return add(
                product(x, name + ".query", weight),
                graph.floats(name + ".query.bias", bias, bias.length));
    }

    /// `x·Wᵀ` without bias.
    String product(String x, String name, ChannelWeights weight) {
        return product(quantized.computeIfAbsent(x, rowQuantizer::few), name, weight);
    }

    /// The same for rows that are in 8 bits already.
    String product(ByteRows rows, String name, ChannelWeights weight) {
        String bytes = name + ".int8";
        int out = weight.channels();
        float[] channelScales;
        try (var arena = Arena.ofConfined()) {
            var small = quantizer.quantize(weight, arena);
            graph.constant(bytes, Kind.INT8, small.weights(), weight.inputs(), out);
            channelScales = small.scales();
        }
        String scales = graph.floats(name + ".scales", channelScales, out);
        String zeros = graph.constant("zeros_" + out, Kind.INT8, Graph.buffer(out), out);
        String product =
                graph.extension(
                        "MatMulIntegerToFloat",
                        List.of(rows.bytes(), bytes, rows.unit(), scales, rows.zero(), zeros));
        return graph.node("Mul", List.of(product, rows.scales()));
    }

    String vector(String name) {
        float[] values = tensor(name).floats();
        return graph.floats(name, values, values.length);
    }

    /// A tensor as it is, in full precision.
    String full(String name) {
        var tensor = tensor(name);
        return graph.floats(
                name,
                tensor.floats(),
                tensor.shape().stream().mapToInt(Integer::intValue).toArray());
    }

    String gelu(String x) {
        return graph.node("Gelu", List.of(x));
    }

    /// The two layers after each attention, with their residual.
    String feedForward(String x, String block) {
        String hidden = gelu(linear(norm(x, block + ".mlp_ln"), block + ".mlp.0"));
        return add(x, linear(hidden, block + ".mlp.2"));
    }

    String transpose(String x, long... order) {
        return graph.node("Transpose", List.of(x), Attribute.of("perm", order));
    }

    /// Reshapes; 0 keeps a dimension, -1 takes what is left.
    String reshape(String x, long... shape) {
        String name = "shape" + Arrays.toString(shape).replaceAll("[^0-9-]+", "_");
        return graph.node("Reshape", List.of(x, graph.integers(name, shape)));
    }

    String matMul(String a, String b) {
        return graph.node("MatMul", List.of(a, b));
    }

    String softmax(String x) {
        return graph.node("Softmax", List.of(x), Attribute.of("axis", -1L));
    }
}
