package com.ninja3cx.speech.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.ninja3cx.speech.weights.TinyModel;
import com.ninja3cx.speech.weights.TinyModel.Numbers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerTest {

    private final Tokenizer tokenizer = new Tokenizer(TinyModel.tokens());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "the other one",
                "  deux  espaces, et une fin \n",
                "L'été à Œuvrée — « déjà » 14:30 €",
                "日本語 🙂 naïve ½",
                "don't I'LL we've"
            })
    void textComesBackAsItWas(String text) {
        assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
    }

    @Test
    void anyTextComesBackAsItWas() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var text = new StringBuilder();
            for (int i = 0; i < 30; i++) {
                int next = random.nextInt(0x10000);
                text.append(Character.isSurrogate((char) next) ? " th" : Character.toString(next));
            }
            assertThat(tokenizer.decode(tokenizer.encode(text.toString())))
                    .as("seed " + seed)
                    .isEqualTo(text.toString());
        }
    }

    @Test
    void pairsAreJoinedInTheOrderInWhichTheyWereLearnt() {
        int the = number("the");

        assertThat(tokenizer.encode("the")).containsExactly(the);
        assertThat(tokenizer.encode("the the")).containsExactly(the, number(" the"));
        assertThat(tokenizer.encode("thin")).containsExactly(number("th"), number("in"));
    }

    @Test
    void brokenBytesBecomeReplacementCharacters() {
        assertThat(tokenizer.decode(List.of(0xc3, (int) 'a'))).isEqualTo("\ufffda");
        assertThat(tokenizer.decode(List.of((int) 'a', 100_000))).isEqualTo("a");
    }

    @Test
    void aVocabularyWithoutAllBytesIsRefused() {
        var tokens = new ArrayList<>(TinyModel.tokens());
        tokens.remove(0x41);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tokenizer(tokens))
                .withMessageContaining("41")
                .withMessageContaining("./ninja setup whisper");
    }

    @Test
    void theVocabularyOfATokenizerFileIsThatOfTheModel(@TempDir Path folder) {
        new TinyModel(1).writeCTranslate2(folder, Numbers.FLOAT16);

        var read = VocabularyFile.read(folder.resolve("tokenizer.json"));

        assertThat(read).hasSameSizeAs(TinyModel.tokens());
        for (int i = 0; i < read.size(); i++) {
            assertThat(read.get(i)).isEqualTo(TinyModel.tokens().get(i));
        }
    }

    private static int number(String token) {
        for (int i = 256; i < TinyModel.tokens().size(); i++) {
            if (new String(TinyModel.tokens().get(i), StandardCharsets.UTF_8).equals(token)) {
                return i;
            }
        }
        throw new IllegalArgumentException(token);
    }
}
