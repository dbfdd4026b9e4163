package com.ninja3cx.speech.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import com.ninja3cx.speech.weights.Dimensions;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Windows of sound of equal layout as the decoder looks at them: keys and values of each layer.
/// Native memory: to be closed, after all its parts.
public final class Sound implements AutoCloseable {

    private final Dimensions dimensions;
    private final int windows;
    private final Layout layout;
    private final @Nullable Arena owned;
    private final MemorySegment[] tensors;
    private final FloatBuffer weights;

    @SuppressWarnings("MustBeClosedChecker") // closed with the sound
    Sound(Dimensions dimensions, int windows, Layout layout) {
        var arena = Arena.ofShared();
        this(
                dimensions,
                windows,
                layout,
                arena,
                new MemorySegment[2 * dimensions.decoderLayers()],
                NativeFloats.allocate(arena, layout.places()).put(layout.weights()).flip());
        for (int i = 0; i < tensors.length; i++) {
            tensors[i] = arena.allocate(windows * windowBytes(), 64);
        }
    }

    private Sound(
            Dimensions dimensions,
            int windows,
            Layout layout,
            @Nullable Arena owned,
            MemorySegment[] tensors,
            FloatBuffer weights) {
        this.dimensions = dimensions;
        this.windows = windows;
        this.layout = layout;
        this.owned = owned;
        this.tensors = tensors;
        this.weights = weights;
    }

    public int windows() {
        return windows;
    }

    /// Places of each window.
    int places() {
        return layout.places();
    }

    /// Of each place, see [Layout#weights].
    FloatBuffer weights() {
        return weights.duplicate();
    }

    /// `count` neighbouring windows from `first` on, in the same memory: valid as long as this is,
    /// and closed with it.
    public Sound part(int first, int count) {
        var parts = new MemorySegment[tensors.length];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = tensors[i].asSlice(first * windowBytes(), count * windowBytes());
        }
        return new Sound(dimensions, count, layout, null, parts, weights);
    }

    /// A copy that holds only the chosen windows.
    public Sound only(List<Integer> chosen) {
        var copy = new Sound(dimensions, chosen.size(), layout);
        for (int i = 0; i < tensors.length; i++) {
            for (int to = 0; to < chosen.size(); to++) {
                MemorySegment.copy(
                        tensors[i],
                        chosen.get(to) * windowBytes(),
                        copy.tensors[i],
                        to * windowBytes(),
                        windowBytes());
            }
        }
        return copy;
    }

    void bind(OrtEnvironment environment, Map<String, OnnxTensor> target) throws OrtException {
        int heads = dimensions.decoderHeads();
        int size = dimensions.width() / heads;
        for (int i = 0; i < tensors.length; i++) {
            var buffer = NativeFloats.of(tensors[i]);
            boolean key = i % 2 == 0;
            long[] shape =
                    key
                            ? new long[] {windows, heads, places(), size}
                            : new long[] {windows, heads, size, places()};
            target.put(
                    (key ? "cross_key_" : "cross_value_") + i / 2,
                    OnnxTensor.createTensor(environment, buffer, shape));
        }
    }

    private long windowBytes() {
        return (long) places() * dimensions.width() * 4;
    }

    @Override
    public void close() {
        if (owned != null) {
            owned.close();
        }
    }
}
