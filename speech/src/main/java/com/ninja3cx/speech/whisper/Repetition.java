package com.ninja3cx.speech.whisper;

import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;

/// Notices texts in which the model has begun to repeat itself.
final class Repetition {

    /// Above this, text is more regular than speech.
    static final double MOST_COMPRESSION = 2.4;

    private static final double TOKENS_PER_SECOND = 12;
    private static final double TOKENS_MORE = 10;

    private Repetition() {}

    /// UTF-8 length ÷ length of that packed by zlib; 0 for no text.
    static double compression(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0) {
            return 0;
        }
        try (var deflater = new Deflater()) {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] packed = new byte[bytes.length + 64];
            int length = 0;
            while (!deflater.finished()) {
                length += deflater.deflate(packed);
            }
            return (double) bytes.length / length;
        }
    }

    /// More tokens than anybody says in that time.
    static double mostTokens(double seconds) {
        return TOKENS_PER_SECOND * seconds + TOKENS_MORE;
    }
}
