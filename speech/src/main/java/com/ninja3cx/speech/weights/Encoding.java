package com.ninja3cx.speech.weights;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// How the numbers of a tensor are stored. Blocks follow each other without gaps; all values are
/// little-endian.
///
/// The quantised forms are those of ggml: blocks of 32 numbers with a half-precision scale, and for
/// some a half-precision offset.
enum Encoding {
    FLOAT32(1, 4) {
        @Override
        void read(MemorySegment bytes, long first, float[] target, int offset, int count) {
            MemorySegment.copy(bytes, FLOAT, first * 4, target, offset, count);
        }
    },
    FLOAT16(1, 2) {
        @Override
        void read(MemorySegment bytes, long first, float[] target, int offset, int count) {
            for (int i = 0; i < count; i++) {
                target[offset + i] = half(bytes, (first + i) * 2);
            }
        }
    },
    BFLOAT16(1, 2) {
        @Override
        void read(MemorySegment bytes, long first, float[] target, int offset, int count) {
            for (int i = 0; i < count; i++) {
                int upper = bytes.get(SHORT, (first + i) * 2);
                target[offset + i] = Float.intBitsToFloat(upper << 16);
            }
        }
    },
    INT8(1, 1) {
        @Override
        void read(MemorySegment bytes, long first, float[] target, int offset, int count) {
            for (int i = 0; i < count; i++) {
                target[offset + i] = bytes.get(ValueLayout.JAVA_BYTE, first + i);
            }
        }
    },
    INT16(1, 2) {
        @Override
        void read(MemorySegment bytes, long first, float[] target, int offset, int count) {
            for (int i = 0; i < count; i++) {
                target[offset + i] = bytes.get(SHORT, (first + i) * 2);
            }
        }
    },
    INT32(1, 4) {
        @Override
        void read(MemorySegment bytes, long first, float[] target, int offset, int count) {
            for (int i = 0; i < count; i++) {
                target[offset + i] = bytes.get(INT, (first + i) * 4);
            }
        }
    },
    Q8_0(32, 34) {
        @Override
        void readBlock(MemorySegment bytes, long at, float[] target, int offset) {
            float scale = half(bytes, at);
            for (int i = 0; i < 32; i++) {
                target[offset + i] = scale * bytes.get(ValueLayout.JAVA_BYTE, at + 2 + i);
            }
        }
    },
    Q4_0(32, 18) {
        @Override
        void readBlock(MemorySegment bytes, long at, float[] target, int offset) {
            float scale = half(bytes, at);
            for (int i = 0; i < 16; i++) {
                int pair = bytes.get(ValueLayout.JAVA_BYTE, at + 2 + i);
                target[offset + i] = scale * ((pair & 15) - 8);
                target[offset + i + 16] = scale * ((pair >> 4 & 15) - 8);
            }
        }
    },
    Q5_0(32, 22) {
        @Override
        void readBlock(MemorySegment bytes, long at, float[] target, int offset) {
            float scale = half(bytes, at);
            int fifth = bytes.get(INT, at + 2);
            for (int i = 0; i < 16; i++) {
                int pair = bytes.get(ValueLayout.JAVA_BYTE, at + 6 + i);
                target[offset + i] = scale * ((pair & 15 | (fifth >> i & 1) << 4) - 16);
                target[offset + i + 16] =
                        scale * ((pair >> 4 & 15 | (fifth >> i + 16 & 1) << 4) - 16);
            }
        }
    },
    Q5_1(32, 24) {
        @Override
        void readBlock(MemorySegment bytes, long at, float[] target, int offset) {
            float scale = half(bytes, at);
            float lowest = half(bytes, at + 2);
            int fifth = bytes.get(INT, at + 4);
            for (int i = 0; i < 16; i++) {
                int pair = bytes.get(ValueLayout.JAVA_BYTE, at + 8 + i);
                target[offset + i] = lowest + scale * (pair & 15 | (fifth >> i & 1) << 4);
                target[offset + i + 16] =
                        lowest + scale * (pair >> 4 & 15 | (fifth >> i + 16 & 1) << 4);
            }
        }
    };

    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final int blockNumbers;
    private final int blockBytes;

    Encoding(int blockNumbers, int blockBytes) {
        this.blockNumbers = blockNumbers;
        this.blockBytes = blockBytes;
    }

    /// Bytes taken by `count` numbers.
    long size(long count) {
        return Math.ceilDiv(count, blockNumbers) * blockBytes;
    }

    /// How many numbers a block holds: rows are whole blocks.
    int blockNumbers() {
        return blockNumbers;
    }

    /// Reads `count` numbers from number `first` on; both are multiples of the block size.
    void read(MemorySegment bytes, long first, float[] target, int offset, int count) {
        for (int i = 0; i < count; i += blockNumbers) {
            readBlock(bytes, (first + i) / blockNumbers * blockBytes, target, offset + i);
        }
    }

    void readBlock(MemorySegment bytes, long at, float[] target, int offset) {
        throw new UnsupportedOperationException(this + " has no blocks");
    }

    private static float half(MemorySegment bytes, long at) {
        return Float.float16ToFloat(bytes.get(SHORT, at));
    }
}
