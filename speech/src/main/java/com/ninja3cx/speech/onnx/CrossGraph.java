package com.ninja3cx.speech.onnx;

import com.ninja3cx.speech.weights.WhisperWeights;

/// The encoder's output → keys and values of every decoder layer's look at the sound; done once for
/// a window.
///
/// Input `audio [w, s, width]`; outputs `cross_key_i [w, heads, size, s]`, `cross_value_i [w,
/// heads, s, size]`.
final class CrossGraph {

    private CrossGraph() {}

    static byte[] write(WhisperWeights weights, TensorFile large, Quantizer quantizer) {
        var graph = new Graph("cross", large);
        var layers = new Layers(graph, weights, quantizer);
        var d = weights.dimensions();
        int heads = d.decoderHeads();
        int size = d.width() / heads;
        String audio = graph.input("audio", Kind.FLOAT, "w", "s", d.width());
        for (int i = 0; i < d.decoderLayers(); i++) {
            String name = "decoder.blocks." + i + ".cross_attn";
            String keys =
                    layers.product(
                            audio,
                            name + ".key",
                            ChannelWeights.of(layers.tensor(name + ".key.weight")));
            String values = layers.linear(audio, name + ".value");
            graph.named(
                    layers.transpose(layers.reshape(keys, 0, 0, heads, size), 0, 2, 1, 3),
                    "cross_key_" + i);
            graph.named(
                    layers.transpose(layers.reshape(values, 0, 0, heads, size), 0, 2, 3, 1),
                    "cross_value_" + i);
            graph.output("cross_key_" + i, Kind.FLOAT, "w", heads, "s", size);
            graph.output("cross_value_" + i, Kind.FLOAT, "w", heads, size, "s");
        }
        return graph.toModel();
    }
}
