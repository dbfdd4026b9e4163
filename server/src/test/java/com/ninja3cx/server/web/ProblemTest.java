package com.ninja3cx.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.server.App;
import com.ninja3cx.server.EchoSpeech;
import com.ninja3cx.server.Outside;
import com.ninja3cx.server.TestServer;
import com.ninja3cx.server.access.Scope;
import com.ninja3cx.server.db.DatabaseException;
import com.ninja3cx.server.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemTest {

    private static final String EVENT = "/webhook/3cx/call-event";

    @TempDir private static Path folder;
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void problem(TestServer.Answer answer, int status, String code, String words) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.response().headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/problem+json");
        assertThat(answer.json().get("code").asString()).isEqualTo(code);
        assertThat(answer.json().get("status").asInt()).isEqualTo(status);
        assertThat(answer.json().get("detail").asString()).contains(words);
    }

    @Test
    void brokenJsonIsToldWithItsPlace() {
        problem(
                server.post(EVENT, "{\"callId\": \"1\",\n \"caller\" 5}", "Accept-Language", "en"),
                400,
                "broken_json",
                "line 2, column");
        problem(server.post(EVENT, ""), 400, "broken_json", "vide");
        problem(server.post(EVENT, "[1,2]"), 422, "not_an_object", "objet");
    }

    @Test
    void whatIsWrongWithJsonIsSaidWithoutTheParsersOwnTroubles() {
        String detail = server.post(EVENT, "{").json().get("detail").asString();

        assertThat(detail).contains("Unexpected end-of-input").doesNotContain("REDACTED");
    }

    @Test
    void anAddressThatCannotBeReadIsAProblemDocumentThatRepeatsNothing() {
        TestServer.Answer answer = server.get("/api/calls/..%2f..%2fetc", "Accept-Language", "en");

        problem(answer, 400, "http_400", "cannot be read");
        assertThat(answer.response().body()).doesNotContain("etc");
    }

    @Test
    void aLargeBodyIsRefused() {
        String large = "{\"callId\":\"1\",\"x\":\"" + "y".repeat(2_000_000) + "\"}";

        problem(server.post(EVENT, large, "Accept-Language", "en"), 413, "too_large", "1000000");
    }

    @Test
    void anotherContentTypeIsRefused() {
        problem(
                server.post(EVENT, "callId=1", "Content-Type", "application/x-www-form-urlencoded"),
                415,
                "not_json",
                "application/json");
    }

    @Test
    void missingWrongRevokedAndInsufficientKeysAreToldApart() {
        problem(server.get("/api/health"), 401, "unauthorized", "Authorization: Bearer");
        problem(
                server.get("/api/health", "Authorization", "Bearer sk-wrong"),
                401,
                "unauthorized",
                "inconnue");
        String key = server.key(Scope.READ);
        assertThat(server.get("/api/health", "Authorization", "Bearer " + key).status())
                .isEqualTo(200);
        server.app().apiKeys().revoke(key);
        problem(
                server.get("/api/health", "Authorization", "Bearer " + key),
                403,
                "key_revoked",
                "révoquée");
        String agent = server.key(Scope.AGENT);
        problem(
                server.get("/api/calls", "Authorization", "Bearer " + agent),
                403,
                "missing_scope",
                "read");
        String admin = server.key(Scope.ADMIN);
        assertThat(server.get("/api/calls", "Authorization", "Bearer " + admin).status())
                .isEqualTo(200);
    }

    @Test
    void aWrittenKeyIsNowhereInTheDatabase() throws Exception {
        String key = server.key(Scope.READ);

        byte[] all = Files.readAllBytes(folder.resolve("data/database.sqlite-wal"));

        assertThat(new String(all, java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains(key.substring(0, 9))
                .doesNotContain(key);
    }

    @Test
    void unknownThingsAreNotFoundInWords() {
        String key = server.key(Scope.READ);
        problem(server.get("/nowhere"), 404, "not_found", "/nowhere");
        problem(
                server.get("/api/calls/call_x", "Authorization", "Bearer " + key),
                404,
                "not_found",
                "call_x");
        problem(
                server.get("/api/calls?limit=many", "Authorization", "Bearer " + key),
                422,
                "invalid_fields",
                "errors");
    }

    @ParameterizedTest
    @CsvSource({
        "en,Authentication needed",
        "'en-GB,fr;q=0.5',Authentication needed",
        "'de,en;q=0.2',Authentication needed",
        "fr,Authentification nécessaire",
        "de,Authentification nécessaire",
        "'???',Authentification nécessaire"
    })
    void theCallersLanguageIsSpoken(String accepted, String title) {
        TestServer.Answer answer = server.get("/api/health", "Accept-Language", accepted);

        assertThat(answer.json().get("title").asString()).isEqualTo(title);
    }

    @Test
    void healthIsOpenAndTellsNoSecret() {
        TestServer.Answer answer = server.get("/health");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("status").asString()).isEqualTo("ok");
        assertThat(answer.json().get("speech").get("state").asString()).isEqualTo("ready");
        assertThat(answer.json().get("database").asString()).isEqualTo("ok");
        assertThat(answer.response().headers().map())
                .containsKeys("content-security-policy", "x-content-type-options")
                .doesNotContainKey("server");
    }

    @Test
    void aTakenPortIsOneClearSentence(@TempDir Path other) throws Exception {
        Settings settings =
                Settings.load(
                        Map.of(
                                "PORT",
                                String.valueOf(server.port()),
                                "BIND_ADDRESS",
                                "127.0.0.1",
                                "DATA_DIR",
                                other.toString()),
                        other);

        PortTakenException taken =
                Assertions.catchThrowableOfType(
                        PortTakenException.class, () -> App.start(settings, outside()));

        assertThat(taken.words().in(Locale.ENGLISH))
                .isEqualTo(
                        "Port %1$d is already in use: stop the other program (lsof -i :%1$d) or choose another PORT."
                                .formatted(server.port()));
    }

    @Test
    void aDatabaseThatIsNoneIsOneClearSentence(@TempDir Path other) throws Exception {
        Files.writeString(other.resolve("database.sqlite"), "not a database at all, just words");
        Settings settings = Settings.load(Map.of("PORT", "0", "DATA_DIR", other.toString()), other);

        DatabaseException broken =
                Assertions.catchThrowableOfType(
                        DatabaseException.class, () -> App.start(settings, outside()));

        assertThat(broken.words().in(Locale.ENGLISH))
                .contains("database.sqlite cannot be used:")
                .contains("Check DATABASE_URL");
    }

    private static Outside outside() {
        return new Outside(
                InstantSource.system(), new SecureRandom(), settings -> new EchoSpeech());
    }
}
