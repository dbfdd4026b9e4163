package com.ninja3cx.speech.whisper;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the text tokens from a `tokenizer.json` of the Hugging Face kind.
final class VocabularyFile {

    private static final String END_OF_TEXT = "<|endoftext|>";

    private VocabularyFile() {}

    /// The bytes of each text token, in the order of their numbers.
    static List<byte[]> read(Path tokenizerJson) {
        var root = JsonMapper.shared().readTree(tokenizerJson.toFile());
        var vocabulary = root.path("model").path("vocab");
        int end = endOfText(root, vocabulary);
        var tokens = new ArrayList<byte[]>(Collections.nCopies(end, new byte[0]));
        for (var entry : vocabulary.properties()) {
            int number = entry.getValue().asInt();
            if (number < end) {
                tokens.set(number, bytes(entry.getKey()));
            }
        }
        return tokens;
    }

    private static int endOfText(JsonNode root, JsonNode vocabulary) {
        for (var added : root.path("added_tokens")) {
            if (added.path("content").asString("").equals(END_OF_TEXT)) {
                return added.path("id").asInt();
            }
        }
        if (vocabulary.has(END_OF_TEXT)) {
            return vocabulary.path(END_OF_TEXT).asInt();
        }
        throw new IllegalArgumentException(
                "it has no " + END_OF_TEXT + ": not the tokenizer of a Whisper model");
    }

    /// Tokens are written with a printable character for each byte: bytes that print stand for
    /// themselves, the others follow from U+0100 on.
    private static byte[] bytes(String printable) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < printable.length(); i++) {
            bytes.write(BYTE_OF.indexOf(printable.charAt(i)));
        }
        return bytes.toByteArray();
    }

    private static final String BYTE_OF = printableBytes();

    private static String printableBytes() {
        var characters = new StringBuilder();
        char next = 0x100;
        for (char b = 0; b < 256; b++) {
            boolean prints = b > 0x20 && b < 0x7f || b > 0xa0 && b != 0xad;
            characters.append(prints ? b : next++);
        }
        return characters.toString();
    }
}
