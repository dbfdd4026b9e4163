package com.ninja3cx.server.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageRoutesTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private LiveFixture server;

    @BeforeEach
    void start() throws Exception {
        server = new LiveFixture(0);
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    private HttpResponse<String> get(String path, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(server.url()).resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void strangersAreLedToTheWayIn() throws Exception {
        server.signedIn(false);

        var answer = get("/");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).hasValue("/login");
        assertThat(get("/login").statusCode()).isEqualTo(200);
    }

    @Test
    void aWrongAddressIsAPageForPeopleAndAProblemForPrograms() throws Exception {
        var page = get("/nowhere/%3Cb%3E", "Accept", "text/html,*/*", "Accept-Language", "en");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body())
                .contains("There is nothing at this address", "/nowhere/")
                .doesNotContain("<b>");

        for (String path : new String[] {"/nowhere", "/api/nowhere"}) {
            String accepted = path.equals("/nowhere") ? "application/json" : "text/html";
            var answer = get(path, "Accept", accepted);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                    .as(path)
                    .startsWith("application/problem+json");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    fr-FR,fr;q=0.9        | -       | fr
                    en-GB,en;q=0.9,fr;q=0 | -       | en
                    de-DE                 | -       | fr
                    en                    | lang=fr | fr
                    fr                    | lang=en | en
                    fr                    | lang=xx | fr
                    """)
    void thePageSpeaksTheReadersLanguage(String preferred, String cookie, String expected)
            throws Exception {
        var answer =
                get("/", "Accept-Language", preferred, "Cookie", cookie == null ? "a=b" : cookie);

        assertThat(answer.body()).contains("<html lang=\"" + expected + "\"");
    }

    @Test
    void aChosenLanguageIsKept() throws Exception {
        var answer = get("/login?lang=en");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).hasValue("/login");
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow()).startsWith("lang=en");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/js/../../logback.xml",
                "/assets/js/%2e%2e/%2e%2e/logback.xml",
                "/assets/messages.properties",
                "/assets/js/nothing.js",
                "/assets/fonts/LICENSE-Inter-OFL.txt/x.js"
            })
    void nothingButTheFilesOfThePagesIsServed(String path) throws Exception {
        assertThat(get(path).statusCode()).isGreaterThanOrEqualTo(400);
    }

    @Test
    void aFileThatDidNotChangeIsNotSentAgain() throws Exception {
        var first = get("/assets/js/live.js");
        String tag = first.headers().firstValue("ETag").orElseThrow();

        var second = get("/assets/js/live.js", "If-None-Match", tag);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/javascript");
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
    }

    @Test
    void aProblemNameFromOutsideIsNotShown() throws Exception {
        assertThat(get("/login?problem=used").body()).contains("Ce lien a déjà servi");
        assertThat(get("/login?problem=%3Cb%3Enasty").body()).doesNotContain("nasty");
    }
}
