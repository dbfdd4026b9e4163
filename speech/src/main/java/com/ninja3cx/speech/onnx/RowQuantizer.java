package com.ninja3cx.speech.onnx;

import java.util.List;

/// Turns the rows of a value into 8 bits.
final class RowQuantizer {

    /// Rows are never taken to be smaller than this.
    private static final float LEAST = 1e-8f;

    private static final int MIDDLE = 128;
    private static final int LARGEST = 255;
    private static final float HALF_RANGE = 127;

    /// `gelu` is nowhere below −0.17, and large above: few of the bytes are for what is below 0.
    private static final int GELU_ZERO = 16;

    private static final float GELU_LEAST = 0.17f;

    private final Graph graph;

    RowQuantizer(Graph graph) {
        this.graph = graph;
    }

    /// Rows of any number of dimensions: in the fewest operations, which is quickest for few rows.
    ByteRows few(String x) {
        String largest = largest(x);
        String unit = graph.floats("activation_scale", new float[] {1 / HALF_RANGE});
        String zero = zero(MIDDLE);
        String scaled = graph.node("Div", List.of(x, largest));
        return new ByteRows(
                graph.node("QuantizeLinear", List.of(scaled, unit, zero)), unit, zero, largest);
    }

    /// Rows `[1, rows, columns]`: with the fewest passes over the numbers, which is quickest for
    /// many rows.
    ByteRows many(String x) {
        String unit = graph.floats("activation_scale", new float[] {1 / HALF_RANGE});
        return byRow(x, graph.node("Mul", List.of(largest(x), unit)), MIDDLE);
    }

    /// The same for what comes out of `gelu`.
    ByteRows manyOfGelu(String x) {
        String above =
                graph.node(
                        "Mul",
                        List.of(
                                graph.overRow("ReduceMax", x),
                                graph.floats(
                                        "gelu_above", new float[] {1f / (LARGEST - GELU_ZERO)})));
        String below = graph.floats("gelu_below", new float[] {GELU_LEAST / GELU_ZERO});
        return byRow(x, graph.node("Max", List.of(above, below)), GELU_ZERO);
    }

    private ByteRows byRow(String x, String scales, int zeroByte) {
        String zero = zero(zeroByte);
        String flat = graph.node("Reshape", List.of(scales, graph.integers("flat", -1L)));
        String zeros = graph.node("Expand", List.of(zero, graph.node("Shape", List.of(flat))));
        String bytes =
                graph.node("QuantizeLinear", List.of(x, flat, zeros), Attribute.of("axis", 1L));
        return new ByteRows(bytes, graph.floats("one", new float[] {1}), zero, scales);
    }

    private String largest(String x) {
        String absolute = graph.node("Abs", List.of(x));
        String largest = graph.overRow("ReduceMax", absolute);
        return graph.node("Max", List.of(largest, graph.floats("tiny", new float[] {LEAST})));
    }

    private String zero(int zero) {
        return graph.constant(
                "activation_zero_" + zero, Kind.UINT8, Graph.buffer(1).put((byte) zero).flip());
    }
}
