package com.ninja3cx.speech.weights;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A named array of the model, read from its file row by row when asked: nothing is kept on the
/// heap. Rows run along the first dimension.
public final class Tensor {

    private final List<Integer> shape;
    private final Encoding encoding;
    private final MemorySegment bytes;
    private final float @Nullable [] rowFactors;

    /// `rowFactors`: what the stored numbers of each row are to be multiplied by; null for 1.
    Tensor(
            List<Integer> shape,
            Encoding encoding,
            MemorySegment bytes,
            float @Nullable [] rowFactors) {
        this.shape = List.copyOf(shape);
        this.encoding = encoding;
        this.bytes = bytes;
        this.rowFactors = rowFactors;
    }

    public List<Integer> shape() {
        return shape;
    }

    /// Size of the first dimension; 1 for a single number.
    public int rows() {
        return shape.isEmpty() ? 1 : shape.getFirst();
    }

    /// How many numbers a row holds.
    public int columns() {
        return shape.stream().skip(1).reduce(1, Math::multiplyExact);
    }

    /// Copies one row to `target` from `offset` on.
    public void readRow(int row, float[] target, int offset) {
        int columns = columns();
        encoding.read(bytes, (long) row * columns, target, offset, columns);
        if (rowFactors != null) {
            for (int i = offset; i < offset + columns; i++) {
                target[i] *= rowFactors[row];
            }
        }
    }

    /// All numbers, row after row.
    public float[] floats() {
        int columns = columns();
        if (columns == 1 && rowFactors == null) {
            float[] all = new float[rows()];
            encoding.read(bytes, 0, all, 0, all.length);
            return all;
        }
        float[] all = new float[Math.multiplyExact(rows(), columns)];
        for (int row = 0; row < rows(); row++) {
            readRow(row, all, row * columns);
        }
        return all;
    }

    /// `count` rows from `first` on, as a tensor of its own.
    Tensor slice(int first, int count) {
        var sliced = new ArrayList<>(shape);
        sliced.set(0, count);
        long columns = columns();
        var part = bytes.asSlice(encoding.size(first * columns), encoding.size(count * columns));
        return new Tensor(
                sliced,
                encoding,
                part,
                rowFactors == null ? null : Arrays.copyOfRange(rowFactors, first, first + count));
    }
}
