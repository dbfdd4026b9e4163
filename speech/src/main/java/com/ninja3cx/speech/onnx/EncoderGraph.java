package com.ninja3cx.speech.onnx;

import com.ninja3cx.speech.weights.WhisperWeights;
import java.util.List;

/// Spectrogram → one vector for each 20 ms. Takes any even number of frames up to 3000.
///
/// Input `mel [b, bins, 2s]`, output `audio [b, s, width]`.
final class EncoderGraph {

    private EncoderGraph() {}

    static byte[] write(WhisperWeights weights, TensorFile large, Quantizer quantizer) {
        var graph = new Graph("encoder", large);
        var layers = new Layers(graph, weights, quantizer);
        var d = weights.dimensions();
        String x = graph.input("mel", Kind.FLOAT, "b", d.melBins(), "t");
        x = layers.gelu(convolution(graph, layers, x, "encoder.conv1", 1));
        x = layers.gelu(convolution(graph, layers, x, "encoder.conv2", 2));
        x = layers.transpose(x, 0, 2, 1);
        String length =
                graph.node("Shape", List.of(x), Attribute.of("start", 1L), Attribute.of("end", 2L));
        String zero = graph.integers("zero", 0L);
        String places =
                graph.node(
                        "Slice",
                        List.of(layers.full("encoder.positional_embedding"), zero, length, zero));
        x = layers.add(x, places);
        for (int i = 0; i < d.encoderLayers(); i++) {
            String block = "encoder.blocks." + i;
            x = layers.add(x, attention(graph, layers, x, block, d.encoderHeads(), d.width()));
            x = layers.feedForward(x, block);
        }
        graph.named(layers.norm(x, "encoder.ln_post"), "audio");
        graph.output("audio", Kind.FLOAT, "b", "s", d.width());
        return graph.toModel();
    }

    private static String convolution(
            Graph graph, Layers layers, String x, String name, long stride) {
        return graph.node(
                "Conv",
                List.of(x, layers.full(name + ".weight"), layers.vector(name + ".bias")),
                Attribute.of("kernel_shape", new long[] {3}),
                Attribute.of("pads", 1L, 1L),
                Attribute.of("strides", new long[] {stride}));
    }

    private static String attention(
            Graph graph, Layers layers, String x, String block, int heads, int width) {
        float factor = (float) Math.sqrt(1.0 / (width / heads));
        String all = layers.queryKeyValue(layers.norm(x, block + ".attn_ln"), block + ".attn", 1);
        List<String> parts = List.of(block + ".q", block + ".k", block + ".v");
        graph.node(
                "",
                "Split",
                List.of(all, graph.integers("thirds", width, width, width)),
                parts,
                Attribute.of("axis", -1L));
        String mixed =
                graph.extension(
                        "MultiHeadAttention",
                        parts,
                        Attribute.of("num_heads", (long) heads),
                        Attribute.of("scale", factor));
        return layers.linear(mixed, block + ".attn.out");
    }
}
