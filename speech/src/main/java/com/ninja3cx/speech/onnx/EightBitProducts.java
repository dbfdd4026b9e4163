package com.ninja3cx.speech.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How this machine adds up products of 8-bit numbers.
///
/// Processors without an instruction for it (x86-64 without VNNI) add two products in 16 bits and
/// cut off what does not fit. Which way the runtime takes depends on processor, system and version,
/// so it is not looked up but tried: with the largest numbers there are.
public final class EightBitProducts {

    private static final Logger log = LoggerFactory.getLogger(EightBitProducts.class);

    private static final int INPUTS = 64;
    private static final int OUTPUTS = 32;
    private static final byte LARGEST_ACTIVATION = (byte) 255;
    private static final int ZERO = 128;
    private static final byte LARGEST_WEIGHT = 127;

    /// One row and many go different ways.
    private static final List<Integer> ROWS = List.of(1, 8);

    private EightBitProducts() {}

    /// Whether sums of large products come out too small here. Where it cannot be found out they
    /// are taken to: smaller weights are right everywhere, and nearly as exact.
    public static boolean saturate() {
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            try (OrtSession session = OnnxEnvironment.get().createSession(graph(), options)) {
                for (int rows : ROWS) {
                    if (!exact(session, rows)) {
                        return true;
                    }
                }
                return false;
            }
        } catch (OrtException untried) {
            log.warn("whisper: 8-bit products could not be tried: {}", untried.toString());
            return true;
        }
    }

    private static boolean exact(OrtSession session, int rows) throws OrtException {
        ByteBuffer activations = ByteBuffer.allocateDirect(rows * INPUTS);
        while (activations.hasRemaining()) {
            activations.put(LARGEST_ACTIVATION);
        }
        float expected = INPUTS * (Byte.toUnsignedInt(LARGEST_ACTIVATION) - ZERO) * LARGEST_WEIGHT;
        try (var input =
                        OnnxTensor.createTensor(
                                OnnxEnvironment.get(),
                                activations.flip(),
                                new long[] {rows, INPUTS},
                                ai.onnxruntime.OnnxJavaType.UINT8);
                var results = session.run(Map.of("activations", input))) {
            for (float[] row : (float[][]) results.get(0).getValue()) {
                for (float sum : row) {
                    if (sum != expected) {
                        return false;
                    }
                }
            }
            return true;
        }
    }

    private static byte[] graph() {
        var graph = new Graph("products");
        graph.input("activations", Kind.UINT8, "rows", INPUTS);
        byte[] weights = new byte[INPUTS * OUTPUTS];
        Arrays.fill(weights, LARGEST_WEIGHT);
        float[] ones = new float[OUTPUTS];
        Arrays.fill(ones, 1);
        String sums =
                graph.extension(
                        "MatMulIntegerToFloat",
                        List.of(
                                "activations",
                                graph.constant(
                                        "weights",
                                        Kind.INT8,
                                        ByteBuffer.wrap(weights),
                                        INPUTS,
                                        OUTPUTS),
                                graph.floats("activation_scale", new float[] {1}),
                                graph.floats("scales", ones, OUTPUTS),
                                graph.constant(
                                        "zero",
                                        Kind.UINT8,
                                        Graph.buffer(1).put((byte) ZERO).flip()),
                                graph.constant(
                                        "zeros", Kind.INT8, Graph.buffer(OUTPUTS), OUTPUTS)));
        graph.named(sums, "sums");
        graph.output("sums", Kind.FLOAT, "rows", OUTPUTS);
        return graph.toModel();
    }
}
