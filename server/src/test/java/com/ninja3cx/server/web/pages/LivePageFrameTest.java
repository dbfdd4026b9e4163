package com.ninja3cx.server.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/// Language, keys, sizes and the rest of the live page.
class LivePageFrameTest extends LivePageCase {

    @Test
    void anEmptyPageSaysHowToBegin() {
        open();

        browser.awaitText("#welcome h2", "Aucun appel pour l’instant");
        assertThat(browser.text("#webhook-url")).isEqualTo(server.url() + "webhook/3cx/call-event");
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
