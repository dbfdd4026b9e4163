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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mot de passe, c'est chat bleu quarante-deux.",
                "Le mot de passe, euh, c'est chat bleu 42 !",
                "<b>Mot de passe</b> est <i>chat</i> bleu &amp; 42",
                "mot\u0000 de passe\u0007 c'est chat\u0000 bleu",
                "le mdp c'est chat bleu",
                "mon mot de passe : c h a t bleu 4 2"
            })
    void aPasswordIsHiddenHoweverItIsSaidOrMarkedUp(String said) {
        assertThat(french.mask(said))
                .contains("[mot de passe masqué]")
                .doesNotContainIgnoringCase("bleu");
    }

    @Test
    void aPasswordInEnglishWordsIsHidden() {
        assertThat(english.mask("The password is blue cat forty two, capital B."))
                .isEqualTo("The password is [password masked].");
        assertThat(english.mask("password: b l u e 4 2")).doesNotContain("4 2");
    }

    @Test
    void aCardDictatedWithYesInBetweenIsHiddenForBothVoices() {
        List<Turn> masked =
                french.mask(
                        List.of(
                                new Turn(Voice.CALLER, 0, "Alors c'est 4111 1111,"),
                                new Turn(Voice.AGENT, 1, "oui, 4111 1111,"),
                                new Turn(Voice.CALLER, 2, "1111"),
                                new Turn(Voice.AGENT, 3, "1111"),
                                new Turn(Voice.CALLER, 4, "et 1111. Voilà."),
                                new Turn(Voice.AGENT, 5, "1111, merci.")));

        String all = String.join(" ", masked.stream().map(Turn::text).toList());
        assertThat(all).doesNotContain("1111").contains("[carte masquée]", "Voilà", "merci");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quatre mille cent onze, onze cent onze, mille cent onze, mille cent onze",
                "quarante et un onze, onze onze, onze onze, onze onze",
                "numéro de carte 4111 1111 1111 1112"
            })
    void aCardSpokenInLargerNumbersOrMisheardIsHidden(String said) {
        assertThat(french.mask("C'est la carte " + said + " voilà"))
                .contains("[carte masquée]")
                .endsWith("voilà")
                .doesNotContain("onze", "1111");
    }

    @Test
    void aCardSpokenInEnglishIsHidden() {
        assertThat(
                        english.mask(
                                "it's four one one one, one one one one, double one double one,"
                                        + " one one one one, thanks"))
                .isEqualTo("it's [card masked], thanks");
        assertThat(english.mask("four thousand one hundred and eleven"))
                .as("a price is no card")
                .isEqualTo("four thousand one hundred and eleven");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "F R soixante-seize, trente zéro zéro, soixante zéro zéro, zéro un douze,"
                        + " trente-quatre cinquante-six, soixante-dix-huit quatre-vingt-dix, cent"
                        + " quatre-vingt-neuf",
                "FR 76, 3000, 6000, 0112, 3456, 7890, 189",
                "F comme François R comme Robert 76 3000 6000 0112 3456 7890 189",
                "FR7630006000011234567890189"
            })
    void anIbanIsHiddenHoweverItIsSpelled(String said) {
        assertThat(french.mask("L'IBAN c'est " + said + ", merci"))
                .contains("[IBAN masqué]")
                .endsWith("merci")
                .doesNotContain("3000")
                .doesNotContain("trente");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "La carte réseau est en panne depuis 3 jours.",
                "Rappelez-moi au 06 12 34 56 78, c'est pour ma carte bancaire.",
                "Nous avons deux cents postes et mille utilisateurs.",
                "Le code d'erreur est 4 1 1 1.",
                "Le dossier numéro 2026 1123 0457 est ouvert."
            })
    void numbersOfEverydayStay(String said) {
        assertThat(french.mask(said)).isEqualTo(said);
    }
}
