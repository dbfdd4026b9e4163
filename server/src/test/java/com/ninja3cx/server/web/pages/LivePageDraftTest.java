package com.ninja3cx.server.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.Select;

/// The ticket draft beside the conversation.
class LivePageDraftTest extends LivePageCase {

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
                () -> server.requests().contains("PATCH title=Imprimante hors ligne depuis hier"));
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
        browser.awaitText("#draft-saved", "");
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
        browser.await("the question is shown", () -> browser.find("#draft-confirm").isDisplayed());
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
        assertThat(browser.text(".conflict p")).isEqualTo("Emma a modifié le titre entre-temps.");
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
        server.hasOpenTicket();
        openOnACall();
        countingDraft();
        browser.await("the ticket is offered", () -> browser.find("#draft-delivery").isDisplayed());

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

        browser.awaitText("#draft-state", "S’écrit pendant l’appel. Corrigez quand vous voulez.");
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
