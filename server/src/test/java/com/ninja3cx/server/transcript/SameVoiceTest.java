package com.ninja3cx.server.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameVoiceTest {

    private static final String FAULT = "Je n'arrive plus à imprimer depuis ce matin";

    private static Segment said(int leg, Party party, long start, long end, String text) {
        return said(leg, party, start, end, text, 0.8);
    }

    private static Segment said(
            int leg, Party party, long start, long end, String text, double confidence) {
        long utterance = leg * Segment.PER_LEG + start;
        return new Segment(
                "call_1", Segment.REVISED, party, utterance, start, end, text, "fr", confidence);
    }

    @Test
    void aLoudspeakerIsHeardOnceWhereItWasSaid() {
        Segment caller = said(0, Party.CALLER, 5_000, 8_000, FAULT);
        Segment echo =
                said(0, Party.AGENT, 5_120, 8_100, "Je n'arrive plus à imprimé depuis ce matin.");
        Segment answer = said(0, Party.AGENT, 8_500, 10_000, "D'accord, je regarde tout de suite");

        assertThat(SameVoice.once(List.of(caller, echo, answer))).containsExactly(caller, answer);
    }

    @Test
    void anEchoFromTheFarEndStaysWithTheTechnician() {
        Segment agent =
                said(0, Party.AGENT, 5_000, 8_000, "Pouvez-vous redémarrer votre ordinateur");
        Segment echo =
                said(0, Party.CALLER, 5_600, 8_600, "pouvez vous redémarrer votre ordinateur");

        assertThat(SameVoice.once(List.of(agent, echo))).containsExactly(agent);
    }

    @Test
    void anEchoCutInOtherPiecesIsOneToo() {
        Segment first = said(0, Party.CALLER, 5_000, 6_500, "Je n'arrive plus à imprimer");
        Segment second = said(0, Party.CALLER, 6_700, 8_000, "depuis ce matin au deuxième étage");
        Segment echo = said(0, Party.AGENT, 5_150, 8_100, FAULT + " au deuxième étage");

        assertThat(SameVoice.once(List.of(first, second, echo))).containsExactly(first, second);
    }

    @Test
    void wordsOfOneOwnAreNeverLost() {
        Segment caller = said(0, Party.CALLER, 5_000, 8_000, FAULT);
        Segment both =
                said(0, Party.AGENT, 5_100, 8_300, FAULT + " oui je vois le serveur est en panne");

        assertThat(SameVoice.once(List.of(caller, both))).containsExactly(caller, both);
    }

    @Test
    void aTechnicianWhoRepeatsANumberIsNoEcho() {
        Segment caller = said(0, Party.CALLER, 5_000, 7_800, "c'est le 06 12 34 56 78");
        Segment agent = said(0, Party.AGENT, 8_000, 10_500, "06 12 34 56 78");

        assertThat(SameVoice.once(List.of(caller, agent))).containsExactly(caller, agent);
    }

    @Test
    void otherNumbersAreOtherWords() {
        Segment caller = said(0, Party.CALLER, 5_000, 8_000, "mon poste est le 4711 au bureau 12");
        Segment agent = said(0, Party.AGENT, 5_100, 8_000, "mon poste est le 4712 au bureau 12");

        assertThat(SameVoice.once(List.of(caller, agent))).containsExactly(caller, agent);
    }

    @Test
    void twoPeopleMaySayYesAtOnce() {
        Segment caller = said(0, Party.CALLER, 5_000, 5_600, "Oui.");
        Segment agent = said(0, Party.AGENT, 5_050, 5_600, "Oui.");

        assertThat(SameVoice.once(List.of(caller, agent))).containsExactly(caller, agent);
    }

    @Test
    void onceALoudspeakerIsKnownItsShortWordsGoToo() {
        Segment caller = said(0, Party.CALLER, 5_000, 8_000, FAULT);
        Segment echo = said(0, Party.AGENT, 5_120, 8_100, FAULT);
        Segment yes = said(0, Party.CALLER, 9_000, 9_600, "Oui.");
        Segment echoedYes = said(0, Party.AGENT, 9_100, 9_700, "Oui.");
        Segment own = said(0, Party.AGENT, 12_000, 12_500, "Oui.");

        assertThat(SameVoice.once(List.of(caller, echo, yes, echoedYes, own)))
                .containsExactly(caller, yes, own);
    }

    @ParameterizedTest
    @CsvSource({"0", "1400", "-2600"})
    void aVoiceThatTwoAgentsHearIsKeptOnceThoughTheirClocksDiffer(long skew) {
        Segment one = said(0, Party.CALLER, 15_000, 18_000, FAULT, 0.7);
        Segment other = said(1, Party.CALLER, 15_000 + skew, 18_000 + skew, FAULT, 0.9);
        Segment shorter = said(0, Party.CALLER, 20_000, 21_500, "sur l'imprimante du couloir", 0.9);
        Segment again =
                said(1, Party.CALLER, 20_000 + skew, 21_500 + skew, "sur l'imprimante du couloir");
        Segment only = said(1, Party.CALLER, 30_000, 31_500, "merci de votre aide");

        assertThat(SameVoice.once(List.of(one, other, shorter, again, only)))
                .containsExactly(other, shorter, only);
    }

    @Test
    void whatOneAgentSaysAndAnotherHearsStaysWithWhoSaidIt() {
        Segment said = said(0, Party.AGENT, 15_000, 18_000, "Je vous passe mon collègue du réseau");
        Segment heard =
                said(1, Party.CALLER, 15_080, 18_000, "Je vous passe mon collègue du réseau");

        assertThat(SameVoice.once(List.of(said, heard))).containsExactly(said);
    }

    @Test
    void aSecondAgentWhoRepeatsTheCallerTakesNothingAway() {
        Segment one = said(0, Party.CALLER, 15_000, 17_000, "la référence est 48 15 16 23");
        Segment repeated = said(1, Party.AGENT, 17_300, 19_500, "la référence est 48 15 16 23");

        assertThat(SameVoice.once(List.of(one, repeated))).containsExactly(one, repeated);
    }

    @Test
    void oneChannelAloneIsLeftAsItIs() {
        Segment first = said(0, Party.BOTH, 5_000, 8_000, FAULT);
        Segment again = said(0, Party.BOTH, 5_100, 8_100, FAULT);

        assertThat(SameVoice.once(List.of(first, again))).containsExactly(first, again);
    }
}
