package com.ninja3cx.server.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {

    private final Masking french = new Masking(Language.FRENCH);
    private final Masking english = new Masking(Language.ENGLISH);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mon mot de passe est soleil2024.",
                "Le mot de passe c'est Azerty majuscule 12.",
                "mon mot de passe : S o l e i l 42",
                "mot de passe soleil24",
                "Le code pin est quatre deux un trois.",
                "mon code c'est 4213"
            })
    void aSpokenPasswordIsHidden(String said) {
        String masked = french.mask(said);

        assertThat(masked).contains("[mot de passe masqué]");
        assertThat(masked.toLowerCase(java.util.Locale.ROOT))
                .doesNotContain("soleil")
                .doesNotContain("azerty")
                .doesNotContain("4213")
                .doesNotContain("deux");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mon mot de passe est expiré depuis hier.",
                "Il me dit que mon mot de passe a expiré.",
                "Avez-vous changé votre mot de passe récemment ?",
                "J'ai oublié mon mot de passe Windows.",
                "Je choisis un nouveau mot de passe. Voilà, c'est fait.",
                "Le code d'erreur est 0x80070005."
            })
    void talkAboutPasswordsStays(String said) {
        assertThat(french.mask(said)).isEqualTo(said);
    }

    @Test
    void englishPasswordsAreHiddenAndTalkAboutThemStays() {
        assertThat(english.mask("My password is hunter2 by the way."))
                .isEqualTo("My password is [password masked].");
        String talk = "Outlook keeps asking for my password and I cannot send any email.";
        assertThat(english.mask(talk)).isEqualTo(talk);
    }

    @Test
    void theAnswerToAQuestionForThePasswordIsHidden() {
        List<Turn> masked =
                french.mask(
                        List.of(
                                new Turn(Voice.AGENT, 0, "Quel est votre mot de passe ?"),
                                new Turn(Voice.CALLER, 1000, "Tournesol, tout attaché."),
                                new Turn(Voice.AGENT, 2000, "Merci.")));

        assertThat(masked.get(1).text()).isEqualTo("[mot de passe masqué].");
        assertThat(masked.get(2).text()).isEqualTo("Merci.");
    }

    @Test
    void cardNumbersAreHiddenWrittenOrSpoken() {
        assertThat(french.mask("Ma carte est la 4111 1111 1111 1111, merci."))
                .isEqualTo("Ma carte est la [carte masquée], merci.");
        assertThat(french.mask("quatre un un un, un un un un, un un un un, un un un un, voilà"))
                .isEqualTo("[carte masquée], voilà");
        assertThat(english.mask("It is 5555-5555-5555-4444 okay"))
                .isEqualTo("It is [card masked] okay");
    }

    @Test
    void aSecretSpreadOverSeveralUtterancesIsHiddenInEach() {
        List<Turn> masked =
                french.mask(
                        List.of(
                                new Turn(Voice.CALLER, 0, "C'est la 4111 1111"),
                                new Turn(Voice.CALLER, 900, "1111 1111.")));

        assertThat(masked.get(0).text()).isEqualTo("C'est la [carte masquée]");
        assertThat(masked.get(1).text()).isEqualTo("[carte masquée].");
    }

    @Test
    void longNumbersThatAreNoCardAndTelephoneNumbersStay() {
        String said = "Rappelez le 01 42 68 53 00, dossier 1234567890123.";

        assertThat(french.mask(said)).isEqualTo(said);
    }

    @Test
    void ibansAreHidden() {
        assertThat(french.mask("l'IBAN FR76 3000 6000 0112 3456 7890 189 merci"))
                .isEqualTo("l'IBAN [IBAN masqué] merci");
        assertThat(english.mask("It is DE89 3704 0044 0532 0130 00."))
                .isEqualTo("It is [IBAN masked].");
    }
}
