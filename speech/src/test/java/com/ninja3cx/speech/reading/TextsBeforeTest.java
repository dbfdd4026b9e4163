package com.ninja3cx.speech.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextsBeforeTest {

    @Test
    void theLastFewTextsArePrompted() {
        assertThat(prompt("un", "deux", "trois", "quatre")).isEqualTo("deux trois quatre");
        assertThat(prompt()).isEmpty();
    }

    @Test
    void aTextTooLongToHelpIsLeftOut() {
        assertThat(prompt("a".repeat(500))).isEmpty();
        assertThat(prompt("a".repeat(190), "court")).isEqualTo("a".repeat(190) + " court");
        assertThat(prompt("a".repeat(199), "court")).isEqualTo("court");
    }

    private static String prompt(String... texts) {
        var before = new TextsBefore();
        List.of(texts).forEach(before::add);
        return before.prompt();
    }
}
