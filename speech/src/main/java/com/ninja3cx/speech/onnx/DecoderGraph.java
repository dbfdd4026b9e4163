package com.ninja3cx.speech.onnx;

import com.ninja3cx.speech.weights.WhisperWeights;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;

/// One step of the decoder: `t` tokens for each of `n` rows → log-probabilities of the next token.
///
/// Rows belong to `w` windows of sound, the same number of rows for each, in order: the rows of a
/// window (its beams) share its cross keys and values without copying.
///
/// Inputs: `tokens`, `positions [n, t]`; `pick [m]`: at which of the n·t places (row by row) the
/// next token is asked for; `bias [m, vocabulary]`: added to the scores before they are normalised,
/// very negative where a token is forbidden; `lengths [n]`: last place used in the cache, this
/// step's tokens included; `longest`: places used in the longest row; `key_i`, `value_i [n, heads,
/// capacity, size]`: the cache, written in place when the outputs `new_key_i`, `new_value_i` are
/// bound to it; `cross_key_i`, `cross_value_i` of [CrossGraph]; `weights [s]` of [Layout].
///
/// Outputs: `log_probabilities [m, vocabulary]`; on request `attention_i [w, heads, rows·t, s]`:
/// where in the sound each row looked.
///
/// Every row's self-attention is computed by itself over its own length (GroupQueryAttention), and
/// every window's cross-attention over its own length, so a row is bit-identical in any company.
final class DecoderGraph {

    private static final ValueLayout.OfShort LITTLE_ENDIAN_SHORT =
            ValueLayout.JAVA_SHORT.withOrder(ByteOrder.LITTLE_ENDIAN);

    private DecoderGraph() {}

    static byte[] write(WhisperWeights weights, TensorFile large, Quantizer quantizer) {
        var graph = new Graph("decoder", large);
        var layers = new Layers(graph, weights, quantizer);
        var d = weights.dimensions();
        int heads = d.decoderHeads();
        int size = d.width() / heads;
        float factor = (float) Math.sqrt(1.0 / size);
        graph.input("tokens", Kind.INT64, "n", "t");
        graph.input("positions", Kind.INT64, "n", "t");
        graph.input("pick", Kind.INT64, "m");
        graph.input("bias", Kind.FLOAT, "m", d.vocabulary());
        graph.input("lengths", Kind.INT32, "n");
        graph.input("longest", Kind.INT32);
        graph.input("weights", Kind.FLOAT, "s");
        String x = embedding(graph, layers);
        for (int i = 0; i < d.decoderLayers(); i++) {
            String block = "decoder.blocks." + i;
            graph.input("key_" + i, Kind.FLOAT, "n", heads, "c", size);
            graph.input("value_" + i, Kind.FLOAT, "n", heads, "c", size);
            graph.input("cross_key_" + i, Kind.FLOAT, "w", heads, "s", size);
            graph.input("cross_value_" + i, Kind.FLOAT, "w", heads, size, "s");
            String self = selfAttention(graph, layers, x, block, i, heads, factor);
            x = layers.add(x, layers.linear(self, block + ".attn.out"));
            String cross = crossAttention(graph, layers, x, block, i, heads, size, factor);
            x = layers.add(x, layers.linear(cross, block + ".cross_attn.out"));
            x = layers.feedForward(x, block);
            graph.output("new_key_" + i, Kind.FLOAT, "n", heads, "c", size);
            graph.output("new_value_" + i, Kind.FLOAT, "n", heads, "c", size);
            graph.output("attention_" + i, Kind.FLOAT, "w", heads, "r", "s");
        }
        scores(graph, layers, x, d.width());
        graph.output("log_probabilities", Kind.FLOAT, "m", d.vocabulary());
        return graph.toModel();
    }

    /// The table of tokens stays in half precision, mapped: only rows of used tokens become
    /// resident.
    private static String embedding(Graph graph, Layers layers) {
        var table = layers.tensor("decoder.token_embedding.weight");
        int columns = table.columns();
        String name = "token_embedding";
        try (var arena = Arena.ofConfined()) {
            var halves = arena.allocate((long) table.rows() * columns * 2, 64);
            float[] row = new float[columns];
            for (int r = 0; r < table.rows(); r++) {
                table.readRow(r, row, 0);
                for (int i = 0; i < columns; i++) {
                    short half = Float.floatToFloat16(row[i]);
                    halves.setAtIndex(LITTLE_ENDIAN_SHORT, (long) r * columns + i, half);
                }
            }
            graph.constant(name, Kind.FLOAT16, halves.asByteBuffer(), table.rows(), columns);
        }
        String found = graph.node("Gather", List.of(name, "tokens"), Attribute.of("axis", 0L));
        String token =
                graph.node("Cast", List.of(found), Attribute.of("to", (long) Kind.FLOAT.code()));
        String place =
                graph.node(
                        "Gather",
                        List.of(layers.full("decoder.positional_embedding"), "positions"),
                        Attribute.of("axis", 0L));
        return layers.add(token, place);
    }

    private static String selfAttention(
            Graph graph, Layers layers, String x, String block, int i, int heads, float factor) {
        String all = layers.queryKeyValue(layers.norm(x, block + ".attn_ln"), block + ".attn");
        String mixed = "self_" + i;
        graph.node(
                "com.microsoft",
                "GroupQueryAttention",
                List.of(all, "", "", "key_" + i, "value_" + i, "lengths", "longest"),
                List.of(mixed, "new_key_" + i, "new_value_" + i),
                Attribute.of("num_heads", (long) heads),
                Attribute.of("kv_num_heads", (long) heads),
                Attribute.of("scale", factor));
        return mixed;
    }

    private static String crossAttention(
            Graph graph,
            Layers layers,
            String x,
            String block,
            int i,
            int heads,
            int size,
            float factor) {
        String query =
                layers.query(
                        layers.norm(x, block + ".cross_attn_ln"), block + ".cross_attn", factor);
        String windows =
                graph.node(
                        "Shape",
                        List.of("cross_key_" + i),
                        Attribute.of("start", 0L),
                        Attribute.of("end", 1L));
        String byWindow =
                graph.node(
                        "Concat",
                        List.of(windows, graph.integers("rows_heads", -1L, heads, size)),
                        Attribute.of("axis", 0L));
        // The sound is the left side of both products: there it is used in place, while a right
        // side is first copied into another order, which takes longer than the few rows' product.
        String split =
                layers.transpose(graph.node("Reshape", List.of(query, byWindow)), 0, 2, 3, 1);
        String scores = layers.transpose(layers.matMul("cross_key_" + i, split), 0, 1, 3, 2);
        // The shape is the same; it keeps the runtime from adding before it turns the scores, when
        // each weight would be added to the few rows by itself: ten times as long.
        String turned = layers.reshape(scores, 0, 0, 0, -1);
        String looks = layers.softmax(layers.add(turned, "weights"));
        graph.named(looks, "attention_" + i);
        String back = layers.transpose(looks, 0, 1, 3, 2);
        String mixed = layers.transpose(layers.matMul("cross_value_" + i, back), 0, 3, 1, 2);
        return graph.node("Reshape", List.of(mixed, graph.node("Shape", List.of(query))));
    }

    private static void scores(Graph graph, Layers layers, String x, int width) {
        String places = layers.reshape(x, -1, width);
        String picked = graph.node("Gather", List.of(places, "pick"), Attribute.of("axis", 0L));
        String last = layers.norm(picked, "decoder.ln");
        String scores =
                layers.product(
                        last,
                        "scores",
                        ChannelWeights.of(layers.tensor("decoder.token_embedding.weight")));
        String probabilities =
                graph.node(
                        "LogSoftmax",
                        List.of(layers.add(scores, "bias")),
                        Attribute.of("axis", -1L));
        graph.named(probabilities, "log_probabilities");
    }
}
