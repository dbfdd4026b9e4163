package com.ninja3cx.server.web.pages;

import org.junit.jupiter.api.Test;

/// The live page when the connection fails.
class LivePageConnectionTest extends LivePageCase {

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
