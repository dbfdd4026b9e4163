package com.ninja3cx.server.transcript;

import com.ninja3cx.server.web.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// Words as one value in the database: `[["Bonjour,",620,1040,0.982],…]`.
final class WordColumn {

    /// Four times what half a minute of fast speech takes. What is longer is no speech, and only
    /// its text is kept.
    private static final int MOST_LETTERS = 32_000;

    private WordColumn() {}

    /// Null where there is nothing to keep.
    static @Nullable String write(List<Word> words) {
        if (words.isEmpty()) {
            return null;
        }
        ArrayNode all = Json.MAPPER.createArrayNode();
        for (Word word : words) {
            all.addArray()
                    .add(word.text())
                    .add(word.startMillis())
                    .add(word.endMillis())
                    .add(word.confidence());
        }
        String json = Json.MAPPER.writeValueAsString(all);
        return json.length() > MOST_LETTERS ? null : json;
    }

    static List<Word> read(@Nullable String json) {
        if (json == null) {
            return List.of();
        }
        List<Word> words = new ArrayList<>();
        for (JsonNode word : Json.MAPPER.readTree(json)) {
            words.add(
                    new Word(
                            word.get(0).asString(),
                            word.get(1).asLong(),
                            word.get(2).asLong(),
                            word.get(3).asDouble()));
        }
        return words;
    }
}
