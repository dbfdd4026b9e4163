package com.ninja3cx.server.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.Select;

/// The live page in a real browser, over calls that the test speaks word by word.
class LivePageTest {

    private static final String TITLE = "#draft-title-field";
    private static final String DESCRIPTION = "#draft-description-field";

    private static Browser browser;

    private LiveFixture server;

    @BeforeAll
    static void openBrowser() {
        browser = Browser.open();
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void startServer() throws Exception {
        server = new LiveFixture(0);
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    private void open() {
        browser.visitAnew(server.url());
        browser.awaitText("#connection .words", "En direct");
    }

    private void openOnACall() {
        server.call("c1", "+33612345678", Instant.now());
        open();
        browser.awaitText("#call-who", "+33 6 12 34 56 78");
    }

    private Map<String, Object> countingDraft() {
        server.end("c1", Duration.ofSeconds(40));
        var draft = server.draft("c1", "counting");
        draft.put("title", "Imprimante hors ligne");
        draft.put("description", "Plus rien ne sort.");
        draft.put("deadline", Instant.now().plusSeconds(60).toString());
        server.draftChanged("c1");
        browser.await("draft is shown", () -> browser.find("#draft").isDisplayed());
        return draft;
    }

    @Nested
    class WhileACallIsSpoken {

        @Test
        void wordsAppearAndTheFirmOnesAreToldFromTheOthers() {
            openOnACall();

            server.partial("c1", "caller", 1, 500, 1500, "bonjour mon imprimante", 1);

            browser.awaitText(".said.caller.partial .text", "bonjour mon imprimante");
            browser.awaitText(".said.caller .firm", "bonjour");
            browser.awaitText(".said.caller .loose", "mon imprimante");

            server.partial("c1", "caller", 1, 500, 2500, "bonjour mon imprimante ne marche", 3);

            browser.awaitText(".said.caller .firm", "bonjour mon imprimante");
            browser.awaitText(".said.caller .loose", "ne marche");
        }

        @Test
        void aFinalTakesThePlaceOfItsPartial() {
            openOnACall();
            server.partial("c1", "agent", 1, 0, 900, "support bonjour", 0);
            browser.awaitText(".said.agent.partial .text", "support bonjour");
            var block = browser.find(".said.agent");

            server.finished("c1", "agent", 1, 0, 1200, "Support, bonjour.");

            browser.awaitText(".said.agent:not(.partial) .text", "Support, bonjour.");
            assertThat(browser.all(".said")).containsExactly(block);
            assertThat(browser.script("return document.getElementById('announce').textContent"))
                    .isEqualTo("Technicien : Support, bonjour.");
        }

        @Test
        void aLatePartialNeverHidesAFinal() {
            openOnACall();
            server.finished("c1", "agent", 1, 0, 1200, "Support, bonjour.");
            server.partial("c1", "agent", 1, 0, 900, "support", 0);
            server.partial("c1", "caller", 2, 1300, 1500, "oui", 0);

            browser.awaitText(".said.caller .text", "oui");
            browser.awaitText(".said.agent:not(.partial) .text", "Support, bonjour.");
        }

        @Test
        void aDroppedPartialVanishes() {
            openOnACall();
            server.partial("c1", "caller", 1, 0, 900, "merci", 0);
            browser.awaitText(".said.caller .text", "merci");

            server.dropped("c1", "caller", 1);

            browser.await("no words are left", () -> browser.all(".said").isEmpty());
        }

        @Test
        void bothVoicesStandInTheOrderTheySpoke() {
            openOnACall();
            server.finished("c1", "caller", 1, 2000, 3000, "deuxième");
            server.finished("c1", "agent", 1, 500, 1500, "première");
            server.partial("c1", "agent", 2, 4000, 4500, "troisième", 0);

            browser.await("three blocks", () -> browser.all(".said").size() == 3);
            assertThat(browser.all(".said .text"))
                    .extracting(each -> each.getText().strip())
                    .containsExactly("première", "deuxième", "troisième");
        }

        @Test
        void aBetterReadingTakesThePlaceOfWhatWasHeardLive() {
            var call = server.call("c1", "+33612345678", Instant.now());
            open();
            server.finished("c1", "caller", 1, 1_000, 2_000, "bonjour");
            server.finished("c1", "caller", 2, 62_000, 63_000, "mon imprimante");
            browser.await("both are shown", () -> browser.all(".said").size() == 2);

            call.put(
                    "segments",
                    List.of(
                            Map.of(
                                    "channel",
                                    "caller",
                                    "utterance",
                                    2,
                                    "startMillis",
                                    3_000,
                                    "endMillis",
                                    9_000,
                                    "text",
                                    "Bonjour, mon imprimante.")));
            server.changed("c1");

            browser.awaitText(".said.caller .text", "Bonjour, mon imprimante.");
            browser.awaitText(".said.caller time", "0:03");
            assertThat(browser.all(".said")).hasSize(1);
        }

        @Test
        void aRecordingWithOneTrackStandsOnNoSide() {
            openOnACall();

            server.finished("c1", "both", 1, 0, 900, "Bonjour, oui bonjour.");

            browser.awaitText(".said.both .text", "Bonjour, oui bonjour.");
            browser.awaitText(".said.both .label b", "Appel");
        }

        @Test
        void markupInWordsIsShownAsText() {
            openOnACall();
            String nasty = "<img src=x onerror=\"document.title='caught'\"><b>gras</b>";

            server.finished("c1", "caller", 1, 0, 900, nasty);

            browser.awaitText(".said.caller .text", nasty);
            assertThat(browser.all(".said .text img, .said .text b")).isEmpty();
            assertThat(browser.script("return document.title")).isNotEqualTo("caught");
        }

        @Test
        void someoneReadingBackIsLeftWhereTheyAre() {
            openOnACall();
            for (int i = 1; i <= 30; i++) {
                server.finished("c1", "caller", i, i * 30_000L, i * 30_000L + 900, "phrase " + i);
            }
            browser.await(
                    "the end is in view",
                    () -> number("scrollTop") + number("clientHeight") >= number("scrollHeight"));
            browser.script("document.getElementById('scroll').scrollTop = 40");
            browser.await("reading back", () -> number("scrollTop") == 40);

            server.partial("c1", "agent", 1, 950_000, 950_500, "encore", 0);

            browser.await("newer words are announced", () -> browser.find("#newer").isDisplayed());
            assertThat(number("scrollTop")).isEqualTo(40);

            browser.find("#newer").click();
            browser.await(
                    "the end is in view again",
                    () -> number("scrollTop") + number("clientHeight") >= number("scrollHeight"));
            assertThat(browser.find("#newer").isDisplayed()).isFalse();
        }

        private long number(String property) {
            return ((Number)
                            browser.script(
                                    "return Math.ceil(document.getElementById('scroll')."
                                            + property
                                            + ")"))
                    .longValue();
        }
    }

    @Nested
    class WhenTheConnectionFails {

        @Test
        void whatWasMissedIsThereAfterwards() {
            openOnACall();
            server.partial("c1", "caller", 1, 0, 900, "je vais vous", 0);
            browser.awaitText(".said.caller .text", "je vais vous");

            server.cut();
            server.finishedUnseen("c1", "caller", 1, 0, 1200, "Je vais vous expliquer.");
            server.finishedUnseen("c1", "agent", 1, 1500, 2200, "Je vous écoute.");

            browser.awaitText(".said.agent .text", "Je vous écoute.");
            browser.awaitText(".said.caller:not(.partial) .text", "Je vais vous expliquer.");
            browser.awaitText("#connection .words", "En direct");
        }

        @Test
        void aLostMessageIsNoticedAndMadeUpFor() {
            openOnACall();
            server.finishedUnseen("c1", "caller", 1, 0, 1200, "Perdu en route.");
            server.loseOne();

            server.finished("c1", "agent", 1, 1500, 2200, "Bien reçu.");

            browser.awaitText(".said.caller .text", "Perdu en route.");
            browser.awaitText(".said.agent .text", "Bien reçu.");
        }

        @Test
        void anEndedSessionLeadsToTheWayIn() {
            openOnACall();

            server.signedIn(false);
            server.cut();

            browser.await("the way in is shown", () -> browser.path().equals("/login"));
        }
    }

    @Nested
    class TheDraft {

        @Test
        void anyKeyPausesTheCountdown() {
            openOnACall();
            countingDraft();
            browser.await("the ring is shown", () -> browser.find("#ring").isDisplayed());
            assertThat(browser.text("#draft-state")).startsWith("Envoi dans ");

            browser.find("body").sendKeys("x");

            browser.awaitText("#draft-state", "En attente : rien ne part sans vous.");
            assertThat(server.requests()).containsExactly("POST hold");
            assertThat(browser.find("#ring").isDisplayed()).isFalse();
        }

        @Test
        void aCorrectionPausesAndIsStored() {
            openOnACall();
            countingDraft();

            browser.find(TITLE).sendKeys(Keys.END, " depuis hier");

            browser.await(
                    "the correction is stored",
                    () ->
                            server.requests()
                                    .contains("PATCH title=Imprimante hors ligne depuis hier"));
            assertThat(server.requests().getFirst()).isEqualTo("POST hold");
            browser.awaitText("#draft-saved", "enregistré");
        }

        @Test
        void sendingStoresTheLastCorrectionFirst() {
            openOnACall();
            countingDraft();

            browser.find(TITLE).sendKeys(Keys.END, " !");
            browser.find(TITLE).sendKeys(Keys.chord(Keys.CONTROL, Keys.ENTER));

            browser.awaitText("#draft-state", "Ticket créé dans NinjaOne");
            assertThat(server.requests().getLast()).isEqualTo("POST send");
            assertThat(server.requests()).contains("PATCH title=Imprimante hors ligne !");
            browser.awaitText("#draft-ticket", "Ouvrir le ticket n° 1042");
        }

        @Test
        void whatAPersonTypesIsNotOverwrittenByTheServer() {
            openOnACall();
            var draft = countingDraft();
            server.draftsAnswer(false);
            browser.find(TITLE).clear();
            browser.find(TITLE).sendKeys("Mon titre");

            draft.put("title", "Titre du serveur");
            draft.put("description", "Description du serveur");
            server.draftChanged("c1");

            browser.await(
                    "the untouched field follows the server",
                    () -> value(DESCRIPTION).equals("Description du serveur"));
            assertThat(value(TITLE)).isEqualTo("Mon titre");
        }

        @Test
        void whatWasTypedOutlivesADeadServerAndAReload() {
            openOnACall();
            countingDraft();
            server.draftsAnswer(false);
            browser.find(DESCRIPTION).clear();
            browser.find(DESCRIPTION).sendKeys("Une longue explication.");
            browser.awaitText("#draft-saved", "gardé ici, pas encore enregistré");

            browser.reload();

            browser.await(
                    "the text is back", () -> value(DESCRIPTION).equals("Une longue explication."));
            server.draftsAnswer(true);
            browser.await(
                    "the text is stored at last",
                    () -> server.requests().contains("PATCH description=Une longue explication."));
            browser.awaitText("#draft-saved", "enregistré");
        }

        @Test
        void whatWasTypedIsStoredWhenAnotherCallIsLookedAt() {
            openOnACall();
            countingDraft();
            server.call("c2", "+33299887766", Instant.now());
            browser.await("both calls are listed", () -> browser.all(".callrow").size() == 2);

            browser.find(TITLE).sendKeys(Keys.END, " (urgent)");
            browser.find("[data-call=c2]").click();

            browser.awaitText("#call-who", "+33 2 99 88 77 66");
            browser.await(
                    "the correction is stored",
                    () -> server.requests().contains("PATCH title=Imprimante hors ligne (urgent)"));
            browser.find("[data-call=c1]").click();
            browser.await(
                    "the correction is shown",
                    () -> value(TITLE).equals("Imprimante hors ligne (urgent)"));
        }

        @Test
        void aNewCallDoesNotTakeAwayADraftBeingWritten() {
            openOnACall();
            countingDraft();
            browser.find(TITLE).click();

            server.call("c2", "+33299887766", Instant.now());

            browser.await("both calls are listed", () -> browser.all(".callrow").size() == 2);
            browser.awaitText("#call-who", "+33 6 12 34 56 78");
        }

        @Test
        void onePressSaysWhichOfSeveralPeopleCalled() {
            openOnACall();
            var draft = countingDraft();
            draft.put(
                    "candidates",
                    List.of(
                            Map.of("uid", "u1", "name", "Julie", "organizationName", "Delmas"),
                            Map.of("uid", "u2", "name", "Marc", "organizationName", "Delmas")));
            server.draftChanged("c1");

            browser.await("both are offered", () -> browser.all("[data-requester]").size() == 2);
            assertThat(browser.text("[data-requester=u2]")).isEqualTo("Marc · Delmas");
            browser.find("[data-requester=u2]").click();

            browser.await("stored", () -> server.requests().contains("PATCH requesterUid=u2"));
        }

        @Test
        void thePriorityCanBeChanged() {
            openOnACall();
            countingDraft();

            new Select(browser.find("#draft-priority")).selectByValue("HIGH");

            browser.await("stored", () -> server.requests().contains("PATCH priority=HIGH"));
        }

        @Test
        void discardingIsAskedTwice() {
            openOnACall();
            countingDraft();

            browser.find("[data-action=discard]").click();
            browser.await(
                    "the question is shown", () -> browser.find("#draft-confirm").isDisplayed());
            assertThat(server.requests()).doesNotContain("POST discard");
            browser.find("[data-action=discard-sure]").click();

            browser.await("it is discarded", () -> server.requests().contains("POST discard"));
            browser.awaitText("#draft-state", "Écarté : aucun ticket.");
        }

        @Test
        void theRequesterIsSearchedForAndChosenFromTheKeyboard() {
            openOnACall();
            countingDraft();
            server.people.add(
                    Map.of("uid", "u2", "name", "Hélène", "organizationName", "Société Dupont"));
            server.people.add(
                    Map.of("uid", "u3", "name", "Marc", "organizationName", "Transports Girard"));

            browser.find("#draft-requester").sendKeys("dup");
            browser.await(
                    "both are offered",
                    () -> browser.all("#draft-requester-list [role=option]").size() == 2);
            browser.find("#draft-requester").sendKeys(Keys.ARROW_DOWN, Keys.ENTER);

            browser.await("stored", () -> server.requests().contains("PATCH requesterUid=u3"));
            assertThat(browser.find("#draft-requester-list").isDisplayed()).isFalse();
        }

        @Test
        void aTextThatSomebodyElseChangedIsShownBesideOnesOwn() {
            openOnACall();
            countingDraft();
            server.takenBy("c1", "title", "Toner vide");

            browser.find(TITLE).sendKeys(Keys.END, " !");

            browser.await(
                    "both texts are shown",
                    () ->
                            browser.all("#draft-conflicts blockquote").stream()
                                    .anyMatch(each -> each.getText().equals("Toner vide")));
            assertThat(browser.text(".conflict p"))
                    .isEqualTo("Emma a modifié le titre entre-temps.");
            assertThat(value(TITLE)).isEqualTo("Imprimante hors ligne !");
            browser.find("[data-mine=yes]").click();

            browser.awaitText("#draft-saved", "enregistré");
            assertThat(server.requests()).contains("PATCH title=Imprimante hors ligne !");
            assertThat(browser.find("#draft-conflicts").isDisplayed()).isFalse();
        }

        @Test
        void theOtherTextCanBeTakenToo() {
            openOnACall();
            countingDraft();
            server.takenBy("c1", "title", "Toner vide");
            browser.find(TITLE).sendKeys(Keys.END, " !");
            browser.await("asked", () -> browser.find("#draft-conflicts").isDisplayed());

            browser.find("[data-mine=no]").click();

            browser.await("theirs is shown", () -> value(TITLE).equals("Toner vide"));
            browser.awaitText("#draft-saved", "enregistré");
        }

        @Test
        void twoPeopleSeeInWhichFieldTheOtherIs() {
            openOnACall();
            countingDraft();

            server.editor("draft_c1", "another window", "Emma", "title");
            browser.awaitText("[data-here=title]", "Emma est ici");
            server.editor("draft_c1", "another window", "Emma", null);
            browser.awaitText("[data-here=title]", "");

            browser.find(DESCRIPTION).click();
            browser.await("told where we are", () -> server.presences.contains("description"));
        }

        @Test
        void anOpenTicketCanTakeTheCallAsAComment() {
            server.context.put("caller", Map.of("uid", "u1", "name", "Julien Martin"));
            server.context.put("identity", "known");
            server.tickets.put(
                    "tickets",
                    List.of(
                            Map.of(
                                    "id",
                                    1018,
                                    "subject",
                                    "Messagerie lente",
                                    "status",
                                    "Ouvert",
                                    "url",
                                    "https://ninja.example/1018")));
            openOnACall();
            countingDraft();
            browser.await(
                    "the ticket is offered", () -> browser.find("#draft-delivery").isDisplayed());

            new Select(browser.find("#draft-delivery")).selectByValue("1018");

            browser.await("stored", () -> server.requests().contains("PUT appendTo=1018"));
            browser.awaitText("#draft-send-words", "Ajouter au ticket n° 1018");
        }

        @Test
        void aKeyHoldsAndAKeyLetsGo() {
            openOnACall();
            countingDraft();

            browser.find("body").sendKeys(Keys.F8);
            browser.awaitText("#draft-state", "En attente : rien ne part sans vous.");
            browser.find("body").sendKeys(Keys.F8);
            browser.await("it counts again", () -> browser.find("#ring").isDisplayed());
            browser.find("body").sendKeys(Keys.F9);
            browser.await("the question", () -> browser.find("#draft-confirm").isDisplayed());

            assertThat(server.requests())
                    .containsSubsequence("POST hold", "POST resume", "POST hold")
                    .doesNotContain("POST discard");
        }

        @Test
        void theDraftIsWrittenWhileTheCallRuns() {
            openOnACall();
            var draft = server.draft("c1", "open");
            draft.put("title", "Appel de Julien (en cours)");
            server.draftChanged("c1");

            browser.awaitText(
                    "#draft-state", "S’écrit pendant l’appel. Corrigez quand vous voulez.");
            draft.put("title", "Imprimante hors ligne");
            server.draftChanged("c1");

            browser.await("it grows", () -> value(TITLE).equals("Imprimante hors ligne"));
            browser.find(TITLE).sendKeys(Keys.END, " au 2e");
            browser.await(
                    "stored",
                    () -> server.requests().contains("PATCH title=Imprimante hors ligne au 2e"));
            assertThat(server.requests()).doesNotContain("POST hold");
        }

        private String value(String css) {
            return String.valueOf(browser.find(css).getDomProperty("value"));
        }
    }

    @Nested
    class WhileItRings {

        @Test
        void theCallerTicketsCallsAndDevicesAreShown() {
            server.context.putAll(
                    Map.of(
                            "identity",
                            "known",
                            "caller",
                            Map.of("uid", "u1", "name", "Julien Martin"),
                            "organisation",
                            Map.of("id", 12, "name", "Société Dupont"),
                            "technician",
                            "Claire Petit",
                            "devices",
                            List.of(
                                    Map.of(
                                            "id",
                                            302,
                                            "name",
                                            "DUPONT-COM02",
                                            "offline",
                                            false,
                                            "open",
                                            "/api/devices/302/open")),
                            "calls",
                            List.of(
                                    Map.of(
                                            "id",
                                            "c9",
                                            "startedAt",
                                            Instant.now().toString(),
                                            "direction",
                                            "INBOUND",
                                            "durationSeconds",
                                            65,
                                            "missed",
                                            false,
                                            "title",
                                            "Messagerie lente",
                                            "ticket",
                                            1018))));
            server.tickets.put(
                    "tickets",
                    List.of(
                            Map.of(
                                    "id",
                                    1018,
                                    "subject",
                                    "Messagerie lente",
                                    "status",
                                    "Ouvert",
                                    "url",
                                    "https://ninja.example/1018")));
            var call = server.call("c1", "+33612345678", Instant.now());
            call.put("state", "RINGING");
            open();

            browser.awaitText("#context-who", "Julien Martin · Société Dupont");
            browser.awaitText("#context-count", "1 ticket ouvert");
            assertThat(browser.find("#context-tickets a").getDomProperty("href"))
                    .isEqualTo("https://ninja.example/1018");
            assertThat(browser.find("#context-devices a").getDomProperty("href"))
                    .endsWith("/api/devices/302/open");
            assertThat(browser.text("#context-calls li"))
                    .contains("Messagerie lente", "ticket 1018");
            assertThat(browser.text("#context-technician")).isEqualTo("Technicien : Claire Petit");
        }

        @Test
        void aHiddenNumberSaysSo() {
            server.context.put("identity", "hidden");
            var call = server.call("c1", "anonymous", Instant.now());
            call.put("state", "RINGING");
            open();

            browser.awaitText("#context-who", "Numéro masqué");
            browser.awaitText("#call-who", "Numéro masqué");
            assertThat(browser.find("#context-columns").isDisplayed()).isFalse();
        }

        @Test
        void theWordsTakeTheRoomOnceTheyCome() {
            var call = server.call("c1", "+33612345678", Instant.now());
            open();
            browser.await("open", () -> browser.find("#context-tickets").isDisplayed());
            assertThat(call.get("state")).isEqualTo("TALKING");

            server.finished("c1", "agent", 1, 0, 900, "Support, bonjour.");

            browser.await("folded", () -> !browser.find("#context-tickets").isDisplayed());
        }
    }

    @Nested
    class Otherwise {

        @Test
        void anEmptyPageSaysHowToBegin() {
            open();

            browser.awaitText("#welcome h2", "Aucun appel pour l’instant");
            assertThat(browser.text("#webhook-url"))
                    .isEqualTo(server.url() + "webhook/3cx/call-event");
        }

        @Test
        void aTestCallIsMarkedAndExplained() {
            var call = server.call("TEST-123", "+33123456789", Instant.now());
            call.put("trust", "TEST");
            open();

            browser.awaitText("#trust strong", "TEST");
            browser.awaitText("#trust span", "Appel d’essai : affiché, jamais envoyé à NinjaOne.");
            browser.awaitText(".callrow .badge", "TEST");
        }

        @Test
        void speechOutOfOrderIsSaidWithItsCause() {
            openOnACall();

            server.speech("failed", "model.bin est incomplet");

            browser.awaitText("#speech .words", "Reconnaissance en panne");
            browser.await(
                    "the cause is told",
                    () -> browser.text("#notice").contains("model.bin est incomplet"));
        }

        @Test
        void theScreenSpeaksEnglishToo() {
            openOnACall();

            browser.find("#language").click();

            browser.awaitText("#connection .words", "Live");
            assertThat(browser.text("#running-title")).startsWith("In progress");
            assertThat(browser.script("return document.documentElement.lang")).isEqualTo("en");
        }

        @Test
        void theWholeDeskWorksFromTheKeyboard() {
            server.call("c2", "+33299887766", Instant.now().minusSeconds(60));
            openOnACall();
            browser.script("document.querySelector('[data-call=c1]').focus()");

            browser.find("[data-call=c1]").sendKeys(Keys.ARROW_DOWN);
            browser.script("document.activeElement.click()");

            browser.awaitText("#call-who", "+33 2 99 88 77 66");
        }

        @Test
        void everyWriteIsShownAndWhatIsUncertainCanBeSearched() {
            server.writes.add(
                    Map.of(
                            "id",
                            "out_2",
                            "kind",
                            "AddNote",
                            "marker",
                            "[3CX-7K2M/2]",
                            "state",
                            "parked",
                            "attempts",
                            List.of(Map.of(), Map.of(), Map.of()),
                            "reason",
                            "Personne ne sait."));
            server.writes.add(
                    Map.of(
                            "id",
                            "out_1",
                            "kind",
                            "CreateTicket",
                            "marker",
                            "[3CX-7K2M]",
                            "state",
                            "sent",
                            "attempts",
                            List.of(Map.of())));
            openOnACall();
            countingDraft();
            browser.find("#delivery summary").click();

            browser.await("two writes", () -> browser.all("#delivery-list li").size() == 2);
            assertThat(browser.text("#delivery-list li:first-child")).contains("Ticket", "envoyé");
            assertThat(browser.text("#delivery-list li:last-child"))
                    .contains("Note privée", "essais : 3", "Personne ne sait.");
            browser.find("#delivery-list [data-act=search]").click();

            browser.await("asked", () -> server.requests().contains("POST out_2 search"));
        }

        @Test
        void nothingOnThePageBreaksItsOwnRules() {
            browser.complaints();
            openOnACall();
            server.finished("c1", "agent", 1, 0, 1200, "Support, bonjour.");
            countingDraft();
            browser.find("#theme").click();
            browser.awaitText(".said.agent .text", "Support, bonjour.");

            assertThat(browser.complaints()).isEmpty();
        }

        @Test
        void everythingFitsASmallLaptop() {
            openOnACall();
            countingDraft();

            assertThat(
                            browser.script(
                                    "const d = document.documentElement; return [d.scrollWidth <="
                                            + " innerWidth, d.scrollHeight <= innerHeight]"))
                    .isEqualTo(List.of(true, true));
        }
    }
}
