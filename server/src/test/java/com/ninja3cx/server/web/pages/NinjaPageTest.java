package com.ninja3cx.server.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.server.TestServer;
import com.ninja3cx.server.access.Scope;
import com.ninja3cx.simulator.ninjaone.App;
import com.ninja3cx.simulator.ninjaone.FakeNinjaOne;
import com.ninja3cx.simulator.ninjaone.Options;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;

/// Administration → NinjaOne in a real browser, against a simulated NinjaOne with its own page.
class NinjaPageTest {

    private static Browser browser;

    @TempDir Path folder;
    private int port;
    private FakeNinjaOne fake;
    private TestServer server;

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
    void startNinjaOne() throws Exception {
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        fake =
                FakeNinjaOne.start(
                        0,
                        Options.strict(InstantSource.system())
                                .with(Options.Consent.ASK)
                                .withApps(
                                        App.web(
                                                Options.CLIENT_ID,
                                                Options.CLIENT_SECRET,
                                                "http://localhost:" + port + "/oauth/callback")));
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
        fake.close();
    }

    @Test
    void aTechnicianAuthorisesAndThePageSaysThatAllIsWell() {
        serve("NINJA_BOARD_ID", "2", "NINJA_ORGANIZATION_ID", "1");
        open(Scope.ADMIN);
        browser.awaitText("#state-title", "Lecture seule : aucun technicien n’a autorisé");
        browser.picture("ninjaone-machine-fr");

        browser.find("#authorise").click();
        browser.await("NinjaOne's own page", () -> browser.find("#allow").isDisplayed());
        browser.find("#allow").click();

        browser.awaitText("#state-title", "NinjaOne est prêt");
        assertThat(browser.text("#answer")).contains("C'est fait");
        assertThat(levels()).doesNotContain("wrong").contains("good");
        assertThat(browser.text("main")).contains("1000 Nouveau", "Tous les tickets");
        browser.picture("ninjaone-good-fr");
        browser.find("#language").click();
        browser.awaitText("#state-title", "NinjaOne is ready");
        browser.script("window.scrollTo(0, document.body.scrollHeight)");
        browser.picture("ninjaone-good-en-end");
        browser.script("document.documentElement.dataset.theme='dark'; window.scrollTo(0, 0)");
        browser.picture("ninjaone-good-en-dark");
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.script("return document.documentElement.scrollWidth <= 1280"))
                .isEqualTo(true);
    }

    @Test
    void whoDeclinesIsToldThatNothingHasChanged() {
        serve();
        open(Scope.ADMIN);
        browser.find("#authorise").click();
        browser.await("NinjaOne's own page", () -> browser.find("#deny").isDisplayed());
        browser.find("#deny").click();

        browser.await("back here", () -> browser.path().equals("/admin/ninjaone"));
        browser.await("the answer", () -> browser.find("#answer").isDisplayed());
        assertThat(browser.text("#answer")).contains("refusée", "Rien n'a changé");
    }

    @Test
    void theReturnAddressCanBePastedByHand() throws Exception {
        serve();
        open(Scope.ADMIN);
        browser.await("the check", () -> !browser.all("#findings li").isEmpty());
        browser.find("#authorise").click();
        browser.await("NinjaOne's own page", () -> browser.find("#allow").isDisplayed());
        String page = (String) browser.script("return location.href");
        String back;
        try (var http = HttpClient.newHttpClient()) {
            back =
                    http.send(
                                    HttpRequest.newBuilder(URI.create(page))
                                            .POST(
                                                    HttpRequest.BodyPublishers.ofString(
                                                            "answer=allow"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .headers()
                            .firstValue("Location")
                            .orElseThrow();
        }
        browser.visit("http://localhost:" + port + "/admin/ninjaone");
        browser.find(".paste summary").click();
        browser.find("#address").sendKeys("pas une adresse");
        browser.find("#paste button").click();
        browser.await("the refusal", () -> browser.find("#problem").isDisplayed());
        assertThat(browser.text("#problem")).contains("barre d'adresse");
        browser.picture("ninjaone-paste-fr");
        browser.find("#address").clear();
        browser.find("#address").sendKeys(back);
        browser.find("#paste button").click();

        browser.awaitText("#state-title", "NinjaOne est prêt");
    }

    @Test
    void wrongNumbersAndRequiredFieldsAreShownWithWhatToDo() {
        serve(
                "NINJA_REFRESH_TOKEN",
                fake.newRefreshToken(),
                "NINJA_BOARD_ID",
                "77",
                "NINJA_STATUS_ID",
                "42",
                "NINJA_TICKET_FORM_ID",
                "2",
                "NINJA_ORGANIZATION_ID",
                "999");
        open(Scope.ADMIN);

        browser.awaitText("#state-title", "Quelque chose empêche les tickets");
        assertThat(browser.text("#findings"))
                .contains("NINJA_BOARD_ID=77", "NINJA_STATUS_ID=42", "NINJA_ORGANIZATION_ID=999")
                .contains("NINJA_TICKET_FIELDS=21=Siège; 22=…");
        browser.picture("ninjaone-wrong-fr");
        assertThat(server.get("/health").json().path("ninjaone").path("wrong").toString())
                .contains("board_unknown", "status_unknown", "form_required")
                .contains("organization_unknown");
    }

    @Test
    void aLostAuthorisationIsSaidOnThePageAndInHealthUntilSomebodyAuthorisesAgain() {
        serve("NINJA_REFRESH_TOKEN", fake.newRefreshToken());
        open(Scope.ADMIN);
        browser.awaitText("#state-title", "NinjaOne est prêt");
        fake.revokeRefreshTokens();
        fake.expireAccessTokens();
        browser.find("#check").click();

        browser.awaitText("#state-title", "L’autorisation est perdue : les tickets attendent");
        assertThat(browser.text("#findings")).contains("refusé le jeton gardé", "invalid_grant");
        browser.picture("ninjaone-lost-fr");
        assertThat(server.get("/health").json().path("ninjaone").path("state").asString())
                .isEqualTo("authorise_again");

        browser.find("#authorise").click();
        browser.await("NinjaOne's own page", () -> browser.find("#allow").isDisplayed());
        browser.find("#allow").click();
        browser.awaitText("#state-title", "NinjaOne est prêt");
        assertThat(server.get("/health").json().path("ninjaone").path("state").asString())
                .isEqualTo("ok");
    }

    @Test
    void withoutSettingsThePageTellsWhatToDo() {
        server = TestServer.start(folder, "PORT", Integer.toString(port));
        open(Scope.ADMIN);

        browser.awaitText("#state-title", "NinjaOne n’est pas réglé");
        assertThat(browser.text("main"))
                .contains("http://localhost:" + port + "/oauth/callback", "offline_access");
        browser.picture("ninjaone-unset-fr");
    }

    @Test
    void onlyAnAdministratorComesIn() {
        serve();
        open(Scope.READ);
        browser.await("the way in", () -> browser.path().equals("/login"));
        assertThat(browser.text("#problem")).contains("administrateur");
        assertThat(
                        server.get(
                                        "/api/admin/ninjaone",
                                        "Authorization",
                                        "Bearer " + server.key(Scope.READ, Scope.TICKETS))
                                .status())
                .isEqualTo(403);
        assertThat(server.post("/api/admin/ninjaone/authorisation", "{}").status()).isEqualTo(401);
    }

    private void serve(String... more) {
        List<String> settings = new ArrayList<>();
        settings.addAll(
                List.of(
                        "PORT",
                        Integer.toString(port),
                        "NINJA_BASE_URL",
                        fake.baseUri().toString(),
                        "NINJA_CLIENT_ID",
                        Options.CLIENT_ID,
                        "NINJA_CLIENT_SECRET",
                        Options.CLIENT_SECRET));
        settings.addAll(Arrays.asList(more));
        server = TestServer.start(folder, settings.toArray(String[]::new));
    }

    private void open(Scope scope) {
        String token = server.app().sessions().createLoginToken("console", Set.of(scope));
        browser.visitAnew("http://localhost:" + port + "/");
        browser.visit("http://localhost:" + port + "/login?token=" + token);
        browser.visit("http://localhost:" + port + "/admin/ninjaone");
    }

    private static List<String> levels() {
        return browser.all("#findings li").stream()
                .map((WebElement each) -> each.getDomAttribute("data-level"))
                .toList();
    }
}
