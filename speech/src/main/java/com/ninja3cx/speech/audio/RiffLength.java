package com.ninja3cx.speech.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The length that the header of a WAV file promises: FFmpeg is silent about a shorter one.
final class RiffLength {

    private static final int HEADER = 12;

    private RiffLength() {}

    /// Bytes the whole file should have; 0 where nothing is promised (other formats, and streams
    /// whose writer did not know the length).
    static long promised(byte[] start, int count) {
        if (count < HEADER) {
            return 0;
        }
        String form = new String(start, 0, 4, StandardCharsets.ISO_8859_1);
        String type = new String(start, 8, 4, StandardCharsets.ISO_8859_1);
        if (!form.equals("RIFF") || !type.equals("WAVE")) {
            return 0;
        }
        long stated =
                Integer.toUnsignedLong(
                        ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getInt(4));
        boolean unknown = stated == 0 || stated >= 0x7FFF_FF00L;
        return unknown ? 0 : stated + 8;
    }
}
