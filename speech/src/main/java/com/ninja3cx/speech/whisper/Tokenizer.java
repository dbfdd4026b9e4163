package com.ninja3cx.speech.whisper;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Text ↔ numbers of text tokens: byte-level pair encoding (Sennrich and others 2016; over bytes as
/// in GPT-2). Of all neighbouring pieces whose union is a token, the one with the smallest number
/// is joined first: numbers are in the order in which the pairs were learnt.
///
/// Thread-safe.
final class Tokenizer {

    /// Parts that are encoded by themselves: contractions, words, numbers, signs, white space.
    private static final Pattern PARTS =
            Pattern.compile(
                    "'(?:s|t|re|ve|m|ll|d)"
                            + "| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
                    Pattern.UNICODE_CHARACTER_CLASS);

    private final List<byte[]> tokens;
    private final Map<String, Integer> numbers = new HashMap<>();

    /// `tokens`: the bytes of each text token, in the order of their numbers.
    Tokenizer(List<byte[]> tokens) {
        this.tokens = List.copyOf(tokens);
        for (int i = 0; i < tokens.size(); i++) {
            numbers.putIfAbsent(key(tokens.get(i)), i);
        }
        for (int b = 0; b < 256; b++) {
            if (!numbers.containsKey(key(new byte[] {(byte) b}))) {
                throw new IllegalArgumentException(
                        "The vocabulary lacks the byte %02x. Run `./ninja setup whisper` to fetch it again."
                                .formatted(b));
            }
        }
    }

    /// How many text tokens there are.
    int size() {
        return tokens.size();
    }

    List<Integer> encode(String text) {
        var encoded = new ArrayList<Integer>();
        var parts = PARTS.matcher(text);
        while (parts.find()) {
            encodePart(parts.group().getBytes(StandardCharsets.UTF_8), encoded);
        }
        return encoded;
    }

    /// The text of the tokens; numbers that are no text tokens are left out. Bytes that are no
    /// UTF-8 become U+FFFD.
    String decode(List<Integer> encoded) {
        var bytes = new ByteArrayOutputStream();
        for (int number : encoded) {
            if (number < tokens.size()) {
                bytes.writeBytes(tokens.get(number));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void encodePart(byte[] part, List<Integer> encoded) {
        // Each piece is known by where it begins; the last entry is the end.
        var starts = new ArrayList<>(IntStream.rangeClosed(0, part.length).boxed().toList());
        while (starts.size() > 2) {
            int best = -1;
            int bestNumber = Integer.MAX_VALUE;
            for (int i = 0; i + 2 < starts.size(); i++) {
                var number = numbers.get(key(part, starts.get(i), starts.get(i + 2)));
                if (number != null && number < bestNumber) {
                    best = i;
                    bestNumber = number;
                }
            }
            if (best < 0) {
                break;
            }
            starts.remove(best + 1);
        }
        for (int i = 0; i + 1 < starts.size(); i++) {
            var number = numbers.get(key(part, starts.get(i), starts.get(i + 1)));
            if (number != null) {
                encoded.add(number);
            }
        }
    }

    private static String key(byte[] bytes) {
        return key(bytes, 0, bytes.length);
    }

    private static String key(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
