package com.ninja3cx.speech.onnx;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/// Numbers in memory that the runtime uses in place.
final class NativeFloats {

    private static final long ALIGNMENT = 64;

    private NativeFloats() {}

    /// Zeros, until the arena is closed.
    static FloatBuffer allocate(Arena arena, int numbers) {
        return of(arena.allocate(numbers * 4L, ALIGNMENT));
    }

    static FloatBuffer of(MemorySegment segment) {
        return segment.asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
    }
}
