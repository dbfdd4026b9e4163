package com.ninja3cx.speech.onnx;

import com.ninja3cx.speech.weights.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.List;

/// Weights as signed bytes with a scale for each output channel, transposed to `[in, out]`.
///
/// @param steps the largest stored number: 127, or 63 on processors whose 8-bit products saturate
///   when two are added (x86-64 without the VNNI instructions)
record Quantizer(int steps) {

    /// What suits this machine.
    static Quantizer forThisMachine() {
        return new Quantizer(EightBitProducts.saturate() ? 63 : 127);
    }

    @SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
    record Quantized(ByteBuffer weights, float[] scales, int in, int out) {}

    /// The tensors share their columns (inputs); their rows (outputs) are put side by side. The
    /// weights are valid until `arena` is closed.
    Quantized quantize(List<Tensor> parts, float[] partFactors, Arena arena) {
        int in = parts.getFirst().columns();
        int out = parts.stream().mapToInt(Tensor::rows).sum();
        var transposed = arena.allocate((long) in * out);
        float[] scales = new float[out];
        float[] row = new float[in];
        int channel = 0;
        for (int part = 0; part < parts.size(); part++) {
            for (int r = 0; r < parts.get(part).rows(); r++, channel++) {
                parts.get(part).readRow(r, row, 0);
                scales[channel] = quantizeRow(row, transposed, channel, out) * partFactors[part];
            }
        }
        return new Quantized(transposed.asByteBuffer(), scales, in, out);
    }

    private float quantizeRow(float[] row, MemorySegment transposed, int channel, int out) {
        float largest = 0;
        for (float weight : row) {
            largest = Math.max(largest, Math.abs(weight));
        }
        float scale = largest == 0 ? 1 : largest / steps;
        for (int i = 0; i < row.length; i++) {
            long rounded = Math.round(Math.rint(row[i] / scale));
            byte clamped = (byte) Math.clamp(rounded, -steps, steps);
            transposed.set(ValueLayout.JAVA_BYTE, (long) i * out + channel, clamped);
        }
        return scale;
    }
}
