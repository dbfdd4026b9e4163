package com.ninja3cx.speech.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContextTest {

    @Test
    void theLastFewTextsArePrompted() {
        assertThat(new Context(List.of("un", "deux", "trois", "quatre")).prompt())
                .isEqualTo("deux trois quatre");
    }

    @Test
    void aResumedStreamHasTheSamePromptAsOneThatRanThrough() {
        var through = new Context(List.of());
        List.of("un", "deux", "trois", "quatre", "cinq").forEach(through::add);

        assertThat(new Context(List.of("un", "deux", "trois", "quatre", "cinq")).prompt())
                .isEqualTo(through.prompt());
    }

    @Test
    void aTextTooLongToHelpIsLeftOut() {
        assertThat(new Context(List.of("a".repeat(500))).prompt()).isEmpty();
        assertThat(new Context(List.of("a".repeat(190), "court")).prompt())
                .isEqualTo("a".repeat(190) + " court");
        assertThat(new Context(List.of("a".repeat(199), "court")).prompt()).isEqualTo("court");
    }
}
