package com.ninja3cx.speech.onnx;

import com.ninja3cx.speech.weights.WhisperWeights;
import java.util.List;

/// Spectrogram → one vector for each place of a [Layout]. Takes any even number of frames up to
/// 3000.
///
/// Inputs: `mel [1, bins, 2s]`; for each of `p` places: `seen`, which of the `s` steps of the
/// spectrogram is there, `positions`, where in the window it is, `weights`, the logarithm of how
/// many steps it stands for. Output `audio [1, p, width]`.
final class EncoderGraph {

    private EncoderGraph() {}

    static byte[] write(WhisperWeights weights, TensorFile large, Quantizer quantizer) {
        var graph = new Graph("encoder", large);
        var layers = new Layers(graph, weights, quantizer);
        var d = weights.dimensions();
        String x = graph.input("mel", Kind.FLOAT, 1, d.melBins(), "t");
        graph.input("seen", Kind.INT64, "p");
        graph.input("positions", Kind.INT64, "p");
        graph.input("weights", Kind.FLOAT, "p");
        x = layers.gelu(convolution(graph, layers, x, "encoder.conv1", 1));
        x = layers.gelu(convolution(graph, layers, x, "encoder.conv2", 2));
        x = layers.transpose(x, 0, 2, 1);
        x = graph.node("Gather", List.of(x, "seen"), Attribute.of("axis", 1L));
        String positions =
                graph.node(
                        "Gather",
                        List.of(layers.full("encoder.positional_embedding"), "positions"),
                        Attribute.of("axis", 0L));
        x = layers.add(x, positions);
        var block = new EncoderBlock(graph, layers, d.width(), d.encoderHeads(), "weights");
        x = block.centred(x);
        for (int i = 0; i < d.encoderLayers(); i++) {
            x = block.after(x, "encoder.blocks." + i);
        }
        graph.named(layers.norm(x, "encoder.ln_post"), "audio");
        graph.output("audio", Kind.FLOAT, 1, "p", d.width());
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
}
