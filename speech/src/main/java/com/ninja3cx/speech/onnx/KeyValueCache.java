package com.ninja3cx.speech.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import com.ninja3cx.speech.weights.Dimensions;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;

/// What the decoder remembers of the tokens so far: a key and a value for each row, layer, head and
/// place. Native memory that the decoder writes in place; grows as needed.
///
/// Used by one thread at a time.
public final class KeyValueCache implements AutoCloseable {

    private static final int GROWTH = 64;

    private final Dimensions dimensions;
    private final int rows;
    private Arena arena = Arena.ofShared();
    private MemorySegment[] tensors = new MemorySegment[0];
    private int capacity;

    /// Room for `places` tokens in each of `rows` rows.
    public KeyValueCache(Dimensions dimensions, int rows, int places) {
        this.dimensions = dimensions;
        this.rows = rows;
        reserve(places);
    }

    public int rows() {
        return rows;
    }

    /// Makes sure that each row has room for `places` tokens, keeping what is there.
    @SuppressWarnings("MustBeClosedChecker") // closed with the cache
    public void reserve(int places) {
        if (places <= capacity) {
            return;
        }
        int wider = Math.ceilDiv(places, GROWTH) * GROWTH;
        var newArena = Arena.ofShared();
        var newTensors = new MemorySegment[2 * dimensions.decoderLayers()];
        int chunks = rows * dimensions.decoderHeads();
        for (int i = 0; i < newTensors.length; i++) {
            newTensors[i] = newArena.allocate(chunks * wider * placeBytes(), 64);
            for (int chunk = 0; chunk < chunks && capacity > 0; chunk++) {
                MemorySegment.copy(
                        tensors[i],
                        chunk * capacity * placeBytes(),
                        newTensors[i],
                        chunk * wider * placeBytes(),
                        capacity * placeBytes());
            }
        }
        arena.close();
        arena = newArena;
        tensors = newTensors;
        capacity = wider;
    }

    /// Copies the places from `from` up to `to` (exclusive) of row `source` of another cache, or of
    /// this one, to row `target` here.
    public void copyRow(KeyValueCache other, int source, int target, int from, int to) {
        int heads = dimensions.decoderHeads();
        for (int i = 0; i < tensors.length; i++) {
            for (int head = 0; head < heads; head++) {
                MemorySegment.copy(
                        other.tensors[i],
                        other.offset(source, head, from),
                        tensors[i],
                        offset(target, head, from),
                        (to - from) * placeBytes());
            }
        }
    }

    /// Rearranges rows that have been chosen anew: row `first + i` goes on from what row `first +
    /// parents[i]` held. Both agree before place `from[i]`; `to` places are in use.
    public void reorder(int first, int[] parents, int[] from, int to) {
        try (var scratchArena = Arena.ofConfined()) {
            int earliest = to;
            for (int i = 0; i < parents.length; i++) {
                earliest = parents[i] == i ? earliest : Math.min(earliest, from[i]);
            }
            long span = (to - earliest) * placeBytes();
            if (span == 0) {
                return;
            }
            // Sources may be targets too: all are read before any is written.
            var scratch = scratchArena.allocate(parents.length * span, 64);
            int heads = dimensions.decoderHeads();
            for (var tensor : tensors) {
                for (int head = 0; head < heads; head++) {
                    for (int i = 0; i < parents.length; i++) {
                        long at = offset(first + i, head, earliest);
                        MemorySegment.copy(tensor, at, scratch, i * span, span);
                    }
                    for (int i = 0; i < parents.length; i++) {
                        if (parents[i] != i) {
                            long at = offset(first + i, head, earliest);
                            MemorySegment.copy(scratch, parents[i] * span, tensor, at, span);
                        }
                    }
                }
            }
        }
    }

    private long offset(int row, int head, int place) {
        return ((long) (row * dimensions.decoderHeads() + head) * capacity + place) * placeBytes();
    }

    void bind(
            OrtEnvironment environment,
            Map<String, OnnxTensor> inputs,
            Map<String, OnnxTensor> outputs)
            throws OrtException {
        long[] shape = {rows, dimensions.decoderHeads(), capacity, headSize()};
        for (int i = 0; i < tensors.length; i++) {
            var buffer = NativeFloats.of(tensors[i]);
            var tensor = OnnxTensor.createTensor(environment, buffer, shape);
            String kind = i % 2 == 0 ? "key_" : "value_";
            inputs.put(kind + i / 2, tensor);
            outputs.put("new_" + kind + i / 2, tensor);
        }
    }

    private int headSize() {
        return dimensions.width() / dimensions.decoderHeads();
    }

    private long placeBytes() {
        return headSize() * 4L;
    }

    @Override
    public void close() {
        arena.close();
    }
}
