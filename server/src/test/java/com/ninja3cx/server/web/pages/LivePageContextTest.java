package com.ninja3cx.server.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Who is on the line, on the live page.
class LivePageContextTest extends LivePageCase {

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
        server.hasOpenTicket();
        var call = server.call("c1", "+33612345678", Instant.now());
        call.put("state", "RINGING");
        open();

        browser.awaitText("#context-who", "Julien Martin · Société Dupont");
        browser.awaitText("#context-count", "1 ticket ouvert");
        assertThat(browser.find("#context-tickets a").getDomProperty("href"))
                .isEqualTo("https://ninja.example/1018");
        assertThat(browser.find("#context-devices a").getDomProperty("href"))
                .endsWith("/api/devices/302/open");
        assertThat(browser.text("#context-calls li")).contains("Messagerie lente", "ticket 1018");
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
