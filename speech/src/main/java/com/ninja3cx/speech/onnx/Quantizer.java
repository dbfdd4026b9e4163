package com.ninja3cx.speech.onnx;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;

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
    record Quantized(ByteBuffer weights, float[] scales) {}

    /// The weights are valid until `arena` is closed.
    Quantized quantize(ChannelWeights layer, Arena arena) {
        int out = layer.channels();
        var transposed = arena.allocate((long) layer.inputs() * out);
        float[] scales = new float[out];
        float[] row = new float[layer.inputs()];
        for (int channel = 0; channel < out; channel++) {
            layer.read(channel, row);
            scales[channel] = quantizeRow(row, transposed, channel, out);
        }
        return new Quantized(transposed.asByteBuffer(), scales);
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
