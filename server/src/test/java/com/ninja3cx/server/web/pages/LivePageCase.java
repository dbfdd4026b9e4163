package com.ninja3cx.server.web.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/// The live page in a real browser, over calls that a test speaks word by word.
abstract class LivePageCase {

    static final String TITLE = "#draft-title-field";
    static final String DESCRIPTION = "#draft-description-field";

    static Browser browser;

    LiveFixture server;

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

    final void open() {
        browser.visitAnew(server.url());
        browser.awaitText("#connection .words", "En direct");
    }

    final void openOnACall() {
        server.call("c1", "+33612345678", Instant.now());
        open();
        browser.awaitText("#call-who", "+33 6 12 34 56 78");
    }

    final Map<String, Object> countingDraft() {
        server.end("c1", Duration.ofSeconds(40));
        var draft = server.draft("c1", "counting");
        draft.put("title", "Imprimante hors ligne");
        draft.put("description", "Plus rien ne sort.");
        draft.put("deadline", Instant.now().plusSeconds(60).toString());
        server.draftChanged("c1");
        browser.await("draft is shown", () -> browser.find("#draft").isDisplayed());
        return draft;
    }
}
