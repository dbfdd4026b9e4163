package com.ninja3cx.speech.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The length that the header of a file promises: FFmpeg is silent about a shorter one.
///
/// @param bytes of the whole file (WAV); 0 = nothing promised
/// @param seconds of sound (FLAC); 0 = nothing promised
record PromisedLength(long bytes, double seconds) {

    static final PromisedLength NONE = new PromisedLength(0, 0);

    private static final int RIFF_HEADER = 12;
    private static final int FLAC_HEADER = 26;

    /// @param start the first bytes of the file
    /// @param count how many of them
    static PromisedLength of(byte[] start, int count) {
        var header = ByteBuffer.wrap(start, 0, count);
        if (count >= RIFF_HEADER
                && text(start, 0).equals("RIFF")
                && text(start, 8).equals("WAVE")) {
            long stated = Integer.toUnsignedLong(header.order(ByteOrder.LITTLE_ENDIAN).getInt(4));
            // Writers that do not know the length beforehand write nothing, or the largest number.
            boolean unknown = stated == 0 || stated >= 0x7FFF_FF00L;
            return unknown ? NONE : new PromisedLength(stated + 8, 0);
        }
        if (count >= FLAC_HEADER && text(start, 0).equals("fLaC")) {
            // RFC 9639, 8.2: sample rate in 20 bits, channels 3, depth 5, samples 36.
            long packed = header.getLong(18);
            long rate = packed >>> 44;
            long samples = packed & 0xF_FFFF_FFFFL;
            return rate == 0 ? NONE : new PromisedLength(0, (double) samples / rate);
        }
        return NONE;
    }

    private static String text(byte[] bytes, int from) {
        return new String(bytes, from, 4, StandardCharsets.ISO_8859_1);
    }
}
