package com.ninja3cx.server.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class MaskedTest {

    @Test
    void whatIsHandedOutAsAFileHidesSecretsAndKeepsTheRest() {
        List<Segment> said =
                List.of(
                        segment(Party.AGENT, 0, "Quel est votre mot de passe ?"),
                        segment(Party.CALLER, 1, "Tournesol, tout attaché."),
                        segment(Party.CALLER, 2, "Ma carte est la 4111 1111"),
                        segment(Party.AGENT, 3, "Oui."),
                        segment(Party.CALLER, 4, "1111 1111, <b>merci</b>."));

        List<Segment> masked = Masked.of(said);

        String text = TranscriptText.plain(masked, Locale.FRENCH);
        assertThat(text)
                .contains("[mot de passe masqué]", "[carte masquée]", "Quel est votre mot de passe")
                .doesNotContain("Tournesol", "1111");
        assertThat(TranscriptText.vtt(masked, Locale.FRENCH))
                .contains("&lt;b&gt;merci")
                .doesNotContain("Tournesol", "1111");
        assertThat(masked).hasSameSizeAs(said);
    }

    @Test
    void wordsWithTimesStayOnlyWhereNothingIsHidden() {
        List<Segment> said =
                List.of(
                        withWords(Party.AGENT, 0, "Quel est votre mot de passe ?"),
                        withWords(Party.CALLER, 1, "Tournesol, tout attaché."));

        List<Segment> masked = Masked.of(said);

        assertThat(masked.get(0).words()).isEqualTo(said.get(0).words());
        assertThat(masked.get(1).words()).isEmpty();
    }

    private static Segment withWords(Party party, int number, String text) {
        Segment plain = segment(party, number, text);
        return new Segment(
                plain.callId(),
                plain.revision(),
                party,
                number,
                plain.startMillis(),
                plain.endMillis(),
                text,
                plain.language(),
                plain.confidence(),
                List.of(new Word(text, plain.startMillis(), plain.endMillis(), 0.5)));
    }

    private static Segment segment(Party party, int number, String text) {
        return new Segment(
                "call_1",
                Segment.REVISED,
                party,
                number,
                number * 1000L,
                number * 1000L + 900,
                text,
                "fr",
                0.9);
    }
}
