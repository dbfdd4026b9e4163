package com.ninja3cx.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.ninja3cx.speech.onnx.Device;
import com.ninja3cx.speech.reading.HotWords;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    @TempDir private Path folder;

    private Settings load(String... env) throws SettingsException {
        return Settings.load(map(env), folder);
    }

    private static Map<String, String> map(String... pairs) {
        var map = new HashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    private void dotEnv(String text) throws IOException {
        Files.writeString(folder.resolve(".env"), text);
    }

    private SettingsException refused(String... env) {
        return catchThrowableOfType(SettingsException.class, () -> load(env));
    }

    @Test
    void withoutAnySettingTheDefaultsHold() throws Exception {
        Settings settings = load();

        assertThat(settings.http().port()).isEqualTo(3000);
        assertThat(settings.http().baseUrl()).isNull();
        Path home = Path.of(System.getProperty("user.home"), ".local", "share", "3cx-ninja");
        assertThat(settings.dataDir()).isEqualTo(home);
        assertThat(settings.database())
                .isEqualTo(new Settings.Storage.Sqlite(home.resolve("database.sqlite")));
        assertThat(settings.redis()).isNull();
        assertThat(settings.whisper().model()).isEqualTo("base");
        assertThat(settings.whisper().language()).isNull();
        assertThat(settings.whisper().modelsDir()).isEqualTo(home.resolve("models"));
        assertThat(settings.ninja().baseUrl()).isEqualTo(URI.create("https://app.ninjarmm.com"));
        assertThat(settings.ninja().apiPrefix()).isEqualTo("/v2");
        assertThat(settings.ninja().configured()).isFalse();
        assertThat(settings.ninja().statusId()).isEqualTo(1);
        assertThat(settings.ninja().priorityId()).isEqualTo(2);
        assertThat(settings.drafts().countdown()).isEqualTo(Duration.ofSeconds(15));
        assertThat(settings.drafts().internalCalls()).isFalse();
        assertThat(settings.retention())
                .isEqualTo(
                        new Settings.Retention(
                                Duration.ofHours(24), Duration.ofDays(90), Duration.ofDays(30)));
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void everyKeyReachesItsSetting() throws Exception {
        Path certificate = Files.createFile(folder.resolve("cert.pem"));
        Settings settings =
                load(
                        "PORT", "8080",
                        "BIND_ADDRESS", "127.0.0.1",
                        "BASE_URL", "https://calls.example.com/",
                        "TLS_CERT", "cert.pem",
                        "TLS_KEY", "cert.pem",
                        "DATA_DIR", "/var/lib/3cx-ninja",
                        "LOG_DIR", "/var/log/3cx-ninja",
                        "LOG_LEVEL", "DEBUG",
                        "DATABASE_URL", "postgresql://ninja:p%40ss@db:5433/calls?sslmode=require",
                        "REDIS_HOST", "redis",
                        "REDIS_PORT", "6380",
                        "REDIS_PASSWORD", "hush",
                        "WHISPER_MODEL", "large",
                        "WHISPER_LANGUAGE", "FR",
                        "WHISPER_THREADS", "3",
                        "WHISPER_MAX_CONCURRENT", "5",
                        "WHISPER_DEVICE", "CUDA",
                        "WHISPER_HOTWORDS", "Dupont & Fils, Nexthink; poste 412, Nexthink",
                        "MODEL_HUB", "https://mirror.example/hub",
                        "NINJA_BASE_URL", "https://eu.ninjarmm.com",
                        "NINJA_API_PREFIX", "/api/v2",
                        "NINJA_TOKEN_PATH", "/oauth/token",
                        "NINJA_CLIENT_ID", "id",
                        "NINJA_CLIENT_SECRET", "s3cr3t",
                        "NINJA_REFRESH_TOKEN", "seed",
                        "NINJA_BOARD_ID", "5",
                        "NINJA_STATUS_ID", "4",
                        "NINJA_PRIORITY_ID", "3",
                        "NINJA_TICKET_FORM_ID", "7",
                        "NINJA_ORGANIZATION_ID", "9",
                        "THREECX_URL", "https://pbx:5001",
                        "THREECX_CLIENT_ID", "900",
                        "THREECX_CLIENT_SECRET", "abc",
                        "WEBHOOK_SECRET", "webhook",
                        "RECORDING_HOSTS", "a.example, b.example:8443",
                        "COUNTDOWN_SECONDS", "off",
                        "INTERNAL_CALLS", "yes",
                        "AUDIO_RETENTION_HOURS", "0",
                        "TRANSCRIPT_RETENTION_DAYS", "7",
                        "LOG_RETENTION_DAYS", "3",
                        "SECRET_KEY", "0123456789abcdef");

        assertThat(settings.http())
                .isEqualTo(
                        new Settings.Http(
                                "127.0.0.1",
                                8080,
                                URI.create("https://calls.example.com"),
                                certificate,
                                certificate));
        assertThat(settings.dataDir()).isEqualTo(Path.of("/var/lib/3cx-ninja"));
        assertThat(settings.logDir()).isEqualTo(Path.of("/var/log/3cx-ninja"));
        assertThat(settings.logLevel()).isEqualTo("debug");
        assertThat(settings.database())
                .isEqualTo(
                        new Settings.Storage.Postgres(
                                "jdbc:postgresql://db:5433/calls?sslmode=require",
                                "ninja",
                                new Secret("p@ss")));
        assertThat(settings.redis())
                .isEqualTo(new Settings.Redis("redis", 6380, new Secret("hush")));
        assertThat(settings.whisper())
                .isEqualTo(
                        new Settings.Whisper(
                                "large-v3",
                                "fr",
                                3,
                                5,
                                new HotWords(List.of("Dupont & Fils", "Nexthink", "poste 412")),
                                Device.CUDA,
                                Path.of("/var/lib/3cx-ninja/models"),
                                new Settings.Mirrors(
                                        URI.create("https://mirror.example/hub"), null)));
        assertThat(settings.ninja())
                .isEqualTo(
                        new Settings.Ninja(
                                URI.create("https://eu.ninjarmm.com"),
                                "/api/v2",
                                "/oauth/token",
                                "id",
                                new Secret("s3cr3t"),
                                new Secret("seed"),
                                5,
                                4,
                                3,
                                7,
                                9));
        assertThat(settings.threeCx())
                .isEqualTo(
                        new Settings.ThreeCx(
                                URI.create("https://pbx:5001"),
                                "900",
                                new Secret("abc"),
                                new Secret("webhook"),
                                List.of("a.example", "b.example:8443")));
        assertThat(settings.drafts().countdown()).isNull();
        assertThat(settings.drafts().internalCalls()).isTrue();
        assertThat(settings.retention().audio()).isZero();
        assertThat(settings.secretKey()).isEqualTo(new Secret("0123456789abcdef"));
        assertThat(settings.toString()).doesNotContain("s3cr3t", "seed", "hush", "abc");
    }

    @Test
    void theEnvironmentGoesBeforeDotEnvBeforeTheDefaultsFile() throws Exception {
        Files.createDirectories(folder.resolve("server/config"));
        Files.writeString(
                folder.resolve("server/config/default.json"),
                "{\"PORT\": 1001, \"NINJA_BOARD_ID\": 1, \"NINJA_STATUS_ID\": 11}");
        dotEnv("PORT=1002\nNINJA_BOARD_ID=2\n");

        Settings settings = load("PORT", "1003");

        assertThat(settings.http().port()).isEqualTo(1003);
        assertThat(settings.ninja().boardId()).isEqualTo(2);
        assertThat(settings.ninja().statusId()).isEqualTo(11);
    }

    @Test
    void dotEnvIsReadAsPeopleWriteIt() throws Exception {
        dotEnv(
                "\uFEFF# 3CX\r\n"
                        + "NINJA_BOARD_ID=5  # ID correct du board\r\n"
                        + "export NINJA_STATUS_ID = 4\r\n"
                        + "WHISPER_MODEL=base  # → small, medium, ou large\r\n"
                        + "\r\n"
                        + "NINJA_CLIENT_SECRET='a#b $c \"d\"'  # literal\r\n"
                        + "WEBHOOK_SECRET=\"two words \\\"quoted\\\"\"\r\n"
                        + "NINJA_CLIENT_ID=abc#def\r\n"
                        + "REDIS_HOST=\r\n");

        Settings settings = load();

        assertThat(settings.ninja().boardId()).isEqualTo(5);
        assertThat(settings.ninja().statusId()).isEqualTo(4);
        assertThat(settings.whisper().model()).isEqualTo("base");
        assertThat(settings.ninja().clientSecret()).isEqualTo(new Secret("a#b $c \"d\""));
        assertThat(settings.threeCx().webhookSecret())
                .isEqualTo(new Secret("two words \"quoted\""));
        assertThat(settings.ninja().clientId()).isEqualTo("abc#def");
        assertThat(settings.redis()).isNull();
    }

    @Test
    void allWrongValuesAreToldAtOnceWithTheirPlace() throws Exception {
        dotEnv("PORT=abc\nthis is no line\nSECRET_KEY=short\nNINJA_PRIORITY_ID=\"9\n");

        SettingsException refused =
                refused(
                        "WHISPER_MODEL", "bse",
                        "THREECX_URL", "pbx",
                        "DATABASE_URL", "mysql://x/y",
                        "COUNTDOWN_SECONDS", "soon",
                        "WHISPER_LANGUAGE", "zz",
                        "WHISPER_DEVICE", "gpu",
                        "INTERNAL_CALLS", "maybe",
                        "TLS_CERT", "/nowhere.pem",
                        "LOG_LEVEL", "loud");

        assertThat(refused.problems())
                .extracting(SettingsProblem::key)
                .containsExactlyInAnyOrder(
                        "?",
                        "NINJA_PRIORITY_ID",
                        "PORT",
                        "SECRET_KEY",
                        "WHISPER_MODEL",
                        "THREECX_URL",
                        "DATABASE_URL",
                        "COUNTDOWN_SECONDS",
                        "WHISPER_LANGUAGE",
                        "WHISPER_DEVICE",
                        "INTERNAL_CALLS",
                        "TLS_CERT",
                        "TLS_KEY",
                        "LOG_LEVEL");
        assertThat(refused.render(Locale.ENGLISH))
                .startsWith("Nothing was started. To correct in the settings (14):")
                .contains("PORT (.env): “abc” is no whole number from 0 to 65535")
                .contains("- .env:2: the line does not read NAME=value")
                .contains("NINJA_PRIORITY_ID (.env:4): the opening quote is never closed");
        assertThat(refused.render(Locale.FRENCH))
                .contains("PORT (.env) : « abc » n'est pas un nombre entier de 0 à 65535");
    }

    @Test
    void aWrongSecretIsNotRepeatedInItsComplaint() {
        SettingsException refused =
                refused("SECRET_KEY", "topsecret", "DATABASE_URL", "mysql://u:topsecret@h/x");

        assertThat(refused.render(Locale.ENGLISH)).doesNotContain("topsecret");
    }

    @Test
    void aMisspeltKeyIsPointedOut() throws Exception {
        dotEnv("NINJA_BOARDID=5\nSOMETHING_ELSE_ENTIRELY=1\n");

        Settings settings = load();

        assertThat(settings.warnings())
                .extracting(each -> each.words().english())
                .containsExactly(
                        "unknown setting without effect; did you mean NINJA_BOARD_ID?",
                        "unknown setting without effect");
    }

    @Test
    void aBrokenDefaultsFileIsNamed() throws Exception {
        Files.createDirectories(folder.resolve("server/config"));
        Files.writeString(folder.resolve("server/config/default.json"), "{");

        assertThat(refused().render(Locale.ENGLISH))
                .contains(
                        "server/config/default.json: the file cannot be read: Unexpected end-of-input");
    }

    @Test
    void anSqliteAddressNamesAFile() throws Exception {
        assertThat(load("DATABASE_URL", "sqlite:/tmp/x.sqlite").database())
                .isEqualTo(new Settings.Storage.Sqlite(Path.of("/tmp/x.sqlite")));
        assertThat(load("DATABASE_URL", "jdbc:sqlite:x.sqlite").database())
                .isEqualTo(new Settings.Storage.Sqlite(folder.resolve("x.sqlite")));
    }

    @Test
    void redisIsSaidToBeWithoutEffectYet() throws Exception {
        assertThat(load("REDIS_HOST", "redis").warnings())
                .extracting(SettingsProblem::key)
                .containsExactly("REDIS_HOST");
    }
}
