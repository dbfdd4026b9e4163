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

    private static final float NORM_EPSILON = 1e-5f;

    private final Graph graph;
    private final WhisperWeights weights;
    private final Quantizer quantizer;
    private final Map<String, QuantizedRows> quantized = new HashMap<>();

    private record QuantizedRows(String bytes, String maxima) {}

    Layers(Graph graph, WhisperWeights weights, Quantizer quantizer) {
        this.graph = graph;
        this.weights = weights;
        this.quantizer = quantizer;
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
        String product = product(x, name, List.of(tensor(name + ".weight")), new float[] {1});
        return add(product, vector(name + ".bias"));
    }

    /// Query, key and value of an attention side by side; the query comes scaled as the product
    /// with the key needs it. The key has no bias.
    String queryKeyValue(String x, String name, float queryFactor) {
        var parts =
                List.of(
                        tensor(name + ".query.weight"),
                        tensor(name + ".key.weight"),
                        tensor(name + ".value.weight"));
        int width = parts.getFirst().rows();
        float[] bias = new float[3 * width];
        System.arraycopy(scaled(name + ".query.bias", queryFactor), 0, bias, 0, width);
        System.arraycopy(tensor(name + ".value.bias").floats(), 0, bias, 2 * width, width);
        String product = product(x, name + ".qkv", parts, new float[] {queryFactor, 1, 1});
        return add(product, graph.floats(name + ".qkv.bias", bias, bias.length));
    }

    /// The query alone, scaled.
    String query(String x, String name, float factor) {
        String product =
                product(
                        x,
                        name + ".query",
                        List.of(tensor(name + ".query.weight")),
                        new float[] {factor});
        float[] bias = scaled(name + ".query.bias", factor);
        return add(product, graph.floats(name + ".query.bias", bias, bias.length));
    }

    /// `x·Wᵀ` without bias; `factors` multiply the parts of the result.
    String product(String x, String name, List<Tensor> parts, float[] factors) {
        int out = parts.stream().mapToInt(Tensor::rows).sum();
        String bytes = name + ".int8";
        float[] channelScales;
        try (var arena = Arena.ofConfined()) {
            var weight = quantizer.quantize(parts, factors, arena);
            graph.constant(bytes, Kind.INT8, weight.weights(), weight.in(), out);
            channelScales = weight.scales();
        }
        String scales = graph.floats(name + ".scales", channelScales, out);
        String zeros = graph.constant("zeros_" + out, Kind.INT8, Graph.buffer(out), out);
        var rows = quantized.computeIfAbsent(x, this::quantizeRows);
        String product =
                graph.extension(
                        "MatMulIntegerToFloat",
                        List.of(
                                rows.bytes(),
                                bytes,
                                activationScale(),
                                scales,
                                activationZero(),
                                zeros));
        return graph.node("Mul", List.of(product, rows.maxima()));
    }

    private QuantizedRows quantizeRows(String x) {
        String largest =
                graph.node(
                        "ReduceMax",
                        List.of(graph.node("Abs", List.of(x)), graph.integers("last_axis", -1L)),
                        Attribute.of("keepdims", 1L));
        String maxima =
                graph.node("Max", List.of(largest, graph.floats("tiny", new float[] {1e-8f})));
        String unit = graph.node("Div", List.of(x, maxima));
        String bytes =
                graph.node("QuantizeLinear", List.of(unit, activationScale(), activationZero()));
        return new QuantizedRows(bytes, maxima);
    }

    private String activationScale() {
        return graph.floats("activation_scale", new float[] {1f / 127});
    }

    private String activationZero() {
        return graph.constant(
                "activation_zero", Kind.UINT8, Graph.buffer(1).put((byte) 128).flip());
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

    private float[] scaled(String name, float factor) {
        float[] values = tensor(name).floats();
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
        return values;
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
