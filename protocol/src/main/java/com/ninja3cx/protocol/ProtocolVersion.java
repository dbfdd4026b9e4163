package com.ninja3cx.protocol;

import java.util.OptionalInt;

/// Both sides name the range of versions they speak and use the highest they share.
public final class ProtocolVersion {

    public static final int MIN = 1;
    public static final int MAX = 1;

    private ProtocolVersion() {}

    /// The highest version in both ranges; empty when there is none.
    public static OptionalInt agree(int otherMin, int otherMax) {
        int highest = Math.min(MAX, otherMax);
        return highest >= Math.max(MIN, otherMin) ? OptionalInt.of(highest) : OptionalInt.empty();
    }
}
