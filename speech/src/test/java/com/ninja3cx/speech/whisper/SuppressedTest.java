package com.ninja3cx.speech.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.speech.weights.TinyModel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuppressedTest {

    @TempDir private Path folder;

    private final Tokenizer tokenizer = withStars();
    private final SpecialTokens special =
            new SpecialTokens(tokenizer.size(), 99, tokenizer.size() + 8 + 99, false);

    private static Tokenizer withStars() {
        var tokens = new ArrayList<>(TinyModel.tokens());
        for (String more : List.of("**", "***", " **", " ***")) {
            tokens.add(more.getBytes(StandardCharsets.UTF_8));
        }
        return new Tokenizer(tokens);
    }

    @Test
    void starsThatHideAWordAreNeverChosen() throws Exception {
        Path config =
                Files.writeString(
                        folder.resolve("config.json"),
                        "{\"suppress_ids\": [5, 9], \"suppress_ids_begin\": [220]}");

        for (Path file : List.of(config, folder.resolve("none.json"))) {
            Suppressed suppressed = Suppressed.of(file, tokenizer, special);
            for (String stars : List.of("**", "***", " **", " ***")) {
                assertThat(suppressed.always()).containsAll(tokenizer.encode(stars));
            }
        }
        assertThat(Suppressed.of(config, tokenizer, special).always()).contains(5, 9);
        assertThat(Suppressed.of(config, tokenizer, special).first()).containsExactly(220);
    }
}
