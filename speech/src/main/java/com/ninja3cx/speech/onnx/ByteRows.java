package com.ninja3cx.speech.onnx;

/// Rows of a [Graph] in 8 bits, each with a scale of its own, so that no row depends on others: a
/// number is `(byte − zero) · unit · scale of its row`.
///
/// @param bytes the numbers, unsigned
/// @param unit one number for all rows
/// @param zero the byte that stands for 0
/// @param scales one number for each row, its last dimension 1
record ByteRows(String bytes, String unit, String zero, String scales) {

    ByteRows withScales(String others) {
        return new ByteRows(bytes, unit, zero, others);
    }
}
