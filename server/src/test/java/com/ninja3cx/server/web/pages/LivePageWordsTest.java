package com.ninja3cx.server.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the live page shows while a call is spoken.
class LivePageWordsTest extends LivePageCase {

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
