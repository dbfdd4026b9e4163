package com.ninja3cx.server.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.simulator.calls.DemoCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallAnalysisTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Oui bonjour euh je vous appelle parce que depuis hier soir on n'a plus internet à l'agence de Lyon | Depuis hier soir on n'a plus internet à l'agence de Lyon | NETWORK
                    Bonjour, c'est Julien Martin de la société Dupont. Mon imprimante ne fonctionne plus depuis ce matin. | Mon imprimante ne fonctionne plus depuis ce matin | PRINTER
                    bonjour c'est julien martin de la société dupont mon imprimante ne fonctionne plus depuis ce matin j'ai tout essayé | Mon imprimante ne fonctionne plus depuis ce matin | PRINTER
                    mon imprimant ne fonctione plus depuis se matin | Mon imprimant ne fonctione plus depuis se matin | PRINTER
                    Bonjour, je suis en télétravail et je n'arrive plus à me connecter au VPN. Il me dit que mon mot de passe a expiré. | Je n'arrive plus à me connecter au VPN | NETWORK
                    Quand j'ouvre Outlook, il me demande toujours mon mot de passe. | Quand j'ouvre Outlook, il me demande toujours mon mot de passe | EMAIL
                    Bonjour, est-ce que vous pourriez créer un compte pour un nouveau collaborateur qui arrive lundi ? | Créer un compte pour un nouveau collaborateur qui arrive lundi | ACCESS
                    Les téléphones de l'accueil ne sonnent plus. | Les téléphones de l'accueil ne sonnent plus | TELEPHONY
                    Bonjour, le logiciel de comptabilité Sage affiche un message d'erreur quand je valide une facture. | Le logiciel de comptabilité Sage affiche un message d'erreur quand je valide une facture | SOFTWARE
                    La sauvegarde a échoué cette nuit. | La sauvegarde a échoué cette nuit | BACKUP
                    On a reçu un mail suspect qui demande un virement. | On a reçu un mail suspect qui demande un virement | SECURITY
                    Hi, we've lost internet at the whole office. Nobody can work. | We've lost internet at the whole office | NETWORK
                    hi yeah um so basically my laptop won't turn on since this morning and I have a presentation in an hour | My laptop won't turn on since this morning | WORKSTATION
                    Good morning. The shared drive has disappeared from my computer and I cannot open any of the contracts. | The shared drive has disappeared from my computer and I cannot open any of the contracts | SERVER
                    Hello, this is Sarah from Acme. I need access to the finance folder please. | I need access to the finance folder | ACCESS
                    """)
    void theTitleIsWhatTheCallerComplainsAbout(String said, String title, Category category) {
        var analysis = analyse(agent("Support, bonjour."), caller(said));

        assertThat(analysis.content()).isEqualTo(Analysis.Content.ENOUGH);
        assertThat(analysis.title()).isEqualTo(title);
        assertThat(analysis.category()).isEqualTo(category);
    }

    @Test
    void everyDemoCallGetsATitleThatNamesItsFaultWithAndWithoutPunctuation() {
        for (String name : DemoCall.names()) {
            List<Turn> written = turns(DemoCall.named(name));
            List<Turn> bare =
                    written.stream()
                            .map(
                                    turn ->
                                            new Turn(
                                                    turn.voice(),
                                                    turn.startMillis(),
                                                    turn.text()
                                                            .toLowerCase(Locale.ROOT)
                                                            .replaceAll("[.,!?;]", "")))
                            .toList();

            for (List<Turn> turns : List.of(written, bare)) {
                String title = CallAnalysis.of(turns, "FR").title();
                String plain = Word.plain(title);
                assertThat(DemoCall.named(name).caller().titleNames())
                        .as("%s: %s", name, title)
                        .anyMatch(plain::contains);
                assertThat(title.length()).isLessThanOrEqualTo(120);
                assertThat(plain).doesNotStartWith("bonjour").doesNotStartWith("hi ");
            }
        }
    }

    @Test
    void aComplaintWithoutItsThingGetsTheThingInFront() {
        var analysis =
                analyse(
                        agent("Support"),
                        caller("Ça ne marche plus."),
                        agent("Qu'est-ce qui ne marche plus ?"),
                        caller("Le scanner du premier étage."));

        assertThat(analysis.title()).isEqualTo("Scanner : ça ne marche plus");
    }

    @Test
    void onAMonoRecordingTheComplaintIsFoundAmongTheAgentsWords() {
        var analysis =
                analyse(
                        caller("Service informatique bonjour, Claire à votre écoute."),
                        caller("Bonjour, mon écran reste noir. Avez-vous vérifié le câble ? Oui."));

        assertThat(analysis.title()).isEqualTo("Mon écran reste noir");
    }

    @Test
    void urgencyFollowsWhatWasSaidAndNotWhatWasAsked() {
        assertThat(priority(caller("Le serveur est tombé, plus personne ne peut travailler.")))
                .contains(Priority.HIGH);
        assertThat(priority(caller("Mon écran clignote, ce n'est pas urgent.")))
                .contains(Priority.LOW);
        assertThat(
                        priority(
                                caller("Mon écran clignote un peu."),
                                agent("Est-ce urgent ?"),
                                caller("Oh, quand vous pourrez.")))
                .contains(Priority.LOW);
        assertThat(priority(caller("Mon écran clignote un peu."))).isEmpty();
        assertThat(priority(caller("My screen flickers. No rush, whenever you can.")))
                .contains(Priority.LOW);
    }

    @Test
    void promisesOfTheAgentAndTheCallbackNumberAreKept() {
        var analysis =
                analyse(
                        caller("Bonjour, Mon PC ne démarre plus."),
                        agent("Je vais envoyer un technicien sur place avant midi."),
                        caller(
                                "Vous pouvez me rappeler au zéro un, quarante-deux, soixante-huit,"
                                        + " cinquante-trois, zéro zéro."));

        assertThat(analysis.promises())
                .containsExactly("Je vais envoyer un technicien sur place avant midi.");
        assertThat(analysis.callbackNumber()).contains("01 42 68 53 00");
        assertThat(analysis.summary()).contains("Promis : ").contains("01 42 68 53 00");
    }

    @Test
    void theSummaryOnlyHoldsWhatWasSaid() {
        var analysis =
                analyse(
                        agent("Support bonjour"),
                        caller(
                                "Bonjour, c'est Anne Roy de chez Alpha. L'imprimante est en panne."));

        assertThat(analysis.callerName()).contains("Anne Roy");
        assertThat(analysis.summary().lines())
                .containsExactly(
                        "Appelant : Anne Roy (Alpha), tel qu'entendu",
                        "Problème : L'imprimante est en panne.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Allô ? Bonjour. | TOO_LITTLE
                    Oui, bonjour, merci, au revoir. | TOO_LITTLE
                    Hello? Thank you, bye. | TOO_LITTLE
                    Vous êtes bien sur la messagerie de Jean Dupont, laissez un message après le bip. | VOICEMAIL
                    You have reached the voicemail of John. Please leave a message after the tone. | VOICEMAIL
                    '   ' | NOTHING
                    """)
    void aCallWithTooLittleContentSaysSo(String said, Analysis.Content content) {
        var analysis = analyse(caller(said == null ? "" : said));

        assertThat(analysis.content()).isEqualTo(content);
        assertThat(analysis.promises()).isEmpty();
    }

    @Test
    void aMessageLeftOnVoicemailIsAComplaintLikeAnyOther() {
        var analysis =
                analyse(
                        caller(
                                "Vous êtes bien sur le répondeur du support. Laissez un message"
                                        + " après le bip."),
                        caller("Bonjour, l'écran de mon ordinateur reste noir depuis hier."));

        assertThat(analysis.title()).isEqualTo("L'écran de mon ordinateur reste noir depuis hier");
    }

    @Test
    void anythingSaidGivesATitleWithinBounds() {
        var random = new java.util.Random(7);
        String[] words =
                "le la ne plus pas marche euh bonjour serveur je 42 VPN , . ? ! c'est qu' l' est [ ] « » 🙂"
                        .split(" ");
        for (int i = 0; i < 2_000; i++) {
            var text = new StringBuilder();
            for (int n = random.nextInt(60); n >= 0; n--) {
                text.append(words[random.nextInt(words.length)]).append(' ');
            }
            var analysis = analyse(caller(text.toString()), agent(text.reverse().toString()));

            assertThat(analysis.title()).isNotBlank().hasSizeLessThanOrEqualTo(121);
        }
    }

    @Test
    void theSameCallAlwaysGivesTheSame() {
        List<Turn> turns = turns(DemoCall.named(DemoCall.names().getFirst()));

        assertThat(CallAnalysis.of(turns, "FR")).isEqualTo(CallAnalysis.of(turns, "FR"));
    }

    private static List<Turn> turns(DemoCall call) {
        List<Turn> turns = new ArrayList<>();
        call.turns()
                .forEach(
                        turn ->
                                turns.add(
                                        new Turn(
                                                turn.channel()
                                                                == com.ninja3cx.protocol.Channel
                                                                        .MICROPHONE
                                                        ? Voice.AGENT
                                                        : Voice.CALLER,
                                                turn.startMillis(),
                                                turn.text())));
        return turns;
    }

    private static Optional<Priority> priority(Turn... turns) {
        return analyse(turns).priority();
    }

    private static Analysis analyse(Turn... turns) {
        return CallAnalysis.of(List.of(turns), "FR");
    }

    private static Turn caller(String text) {
        return new Turn(Voice.CALLER, 0, text);
    }

    private static Turn agent(String text) {
        return new Turn(Voice.AGENT, 0, text);
    }
}
