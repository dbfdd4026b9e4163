package com.ninja3cx.server.settings;

import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.speech.models.ModelStore;
import com.ninja3cx.speech.onnx.Device;
import com.ninja3cx.speech.reading.HotWords;
import com.ninja3cx.speech.whisper.Languages;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Puts the layers together and maps keys to [Settings].
final class SettingsReader {

    private static final String ENVIRONMENT = "environment";

    private final Path workingDir;
    private final SettingsFiles files;
    private final Layers layers;

    SettingsReader(Map<String, String> env, Path workingDir) {
        this.workingDir = workingDir.toAbsolutePath().normalize();
        this.files = new SettingsFiles(this.workingDir);
        this.layers =
                new Layers(
                        List.of(
                                new Layers.Layer(ENVIRONMENT, env),
                                new Layers.Layer(SettingsFiles.DOT_ENV, files.dotEnv()),
                                new Layers.Layer(SettingsFiles.DEFAULTS, files.defaults()),
                                new Layers.Layer("built in", SettingsFiles.builtIn())));
    }

    Settings read() throws SettingsException {
        Path dataDir = layers.path("DATA_DIR", userFolder(), workingDir);
        String logDir = layers.text("LOG_DIR");
        var settings =
                new Settings(
                        http(),
                        dataDir,
                        logDir == null ? null : workingDir.resolve(logDir),
                        layers.choice(
                                "LOG_LEVEL",
                                "info",
                                List.of("trace", "debug", "info", "warn", "error")),
                        storage(dataDir),
                        redis(),
                        whisper(dataDir),
                        ninja(),
                        threeCx(),
                        drafts(),
                        outbox(),
                        retention(),
                        secretKey(),
                        List.of());
        List<SettingsProblem> problems = new ArrayList<>(files.problems());
        problems.addAll(layers.problems());
        List<SettingsProblem> warnings = files.unknownKeys(layers.known());
        if (!problems.isEmpty()) {
            throw new SettingsException(problems, warnings);
        }
        if (settings.redis() != null) {
            warnings.add(
                    new SettingsProblem(
                            "REDIS_HOST",
                            layers.source("REDIS_HOST"),
                            new Words(
                                    "sans effet pour l'instant : un seul nœud n'a pas besoin de"
                                            + " Redis",
                                    "without effect for now: a single node needs no Redis")));
        }
        return withWarnings(settings, warnings);
    }

    private Settings.Http http() {
        Path certificate = file("TLS_CERT");
        Path key = file("TLS_KEY");
        if ((certificate == null) != (key == null)) {
            layers.complain(
                    certificate == null ? "TLS_CERT" : "TLS_KEY",
                    new Words(
                            "TLS_CERT et TLS_KEY vont ensemble : il en manque un",
                            "TLS_CERT and TLS_KEY belong together: one is missing"));
        }
        return new Settings.Http(
                layers.text("BIND_ADDRESS", "0.0.0.0"),
                layers.number("PORT", 3000, 0, 65_535),
                layers.url("BASE_URL"),
                certificate,
                key);
    }

    private @Nullable Path file(String key) {
        String value = layers.text(key);
        if (value == null) {
            return null;
        }
        Path path = workingDir.resolve(value);
        if (!Files.isReadable(path)) {
            layers.complain(
                    key,
                    new Words(
                            "le fichier %s n'existe pas ou n'est pas lisible".formatted(path),
                            "the file %s does not exist or cannot be read".formatted(path)));
        }
        return path;
    }

    private Settings.Storage storage(Path dataDir) {
        Settings.Storage chosen =
                layers.parse(
                        "DATABASE_URL",
                        text -> StorageUrl.parse(text, workingDir),
                        text ->
                                new Words(
                                        "l'adresse n'a pas la forme"
                                                + " postgresql://utilisateur:motdepasse@hôte:5432/base"
                                                + " ni sqlite:/chemin/fichier",
                                        "the address reads neither"
                                                + " postgresql://user:password@host:5432/database"
                                                + " nor sqlite:/path/file"));
        return chosen != null
                ? chosen
                : new Settings.Storage.Sqlite(dataDir.resolve("database.sqlite"));
    }

    private Settings.@Nullable Redis redis() {
        int port = layers.number("REDIS_PORT", 6379, 1, 65_535);
        Secret password = layers.secret("REDIS_PASSWORD");
        String host = layers.text("REDIS_HOST");
        return host == null ? null : new Settings.Redis(host, port, password);
    }

    private Settings.Whisper whisper(Path dataDir) {
        int cores = Runtime.getRuntime().availableProcessors();
        String model =
                layers.parse(
                        "WHISPER_MODEL",
                        this::model,
                        text ->
                                new Words(
                                        "le modèle « %s » n'existe pas ; possibles : %s, ou un"
                                                        .formatted(text, ModelStore.names())
                                                + " dossier ou fichier",
                                        "the model “%s” does not exist; possible: %s, or a folder or file"
                                                .formatted(text, ModelStore.names())));
        String language =
                layers.parse(
                        "WHISPER_LANGUAGE",
                        text ->
                                Optional.of(text.toLowerCase(Locale.ROOT))
                                        .filter(
                                                code ->
                                                        code.equals("auto")
                                                                || Languages.known(code)),
                        text ->
                                new Words(
                                        "« %s » n'est ni le code d'une langue de Whisper (fr, en) ni auto"
                                                .formatted(text),
                                        "“%s” is neither the code of a language of Whisper (fr, en) nor auto"
                                                .formatted(text)));
        HotWords hotWords =
                layers.parse(
                        "WHISPER_HOTWORDS",
                        text -> Optional.of(HotWords.of(text)),
                        text ->
                                new Words(
                                        "au plus %d lettres en tout, pas %d"
                                                .formatted(HotWords.MOST_LETTERS, text.length()),
                                        "at most %d letters together, not %d"
                                                .formatted(HotWords.MOST_LETTERS, text.length())));
        Path models =
                dataDir.startsWith("/var/lib/3cx-ninja")
                        ? dataDir.resolve("models")
                        : userFolder().resolve("models");
        return new Settings.Whisper(
                model == null ? "base" : model,
                "auto".equals(language) ? null : language,
                layers.number("WHISPER_THREADS", cores, 1, 256),
                layers.number("WHISPER_MAX_CONCURRENT", Math.min(256, 8 * cores), 1, 256),
                hotWords == null ? HotWords.NONE : hotWords,
                Device.valueOf(
                        layers.choice("WHISPER_DEVICE", "cpu", List.of("cpu", "cuda"))
                                .toUpperCase(Locale.ROOT)),
                layers.path("MODELS_DIR", models, workingDir),
                new Settings.Mirrors(layers.url("MODEL_HUB"), layers.url("MODEL_VAD_URL")));
    }

    private Optional<String> model(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        if (ModelStore.knows(name)) {
            return Optional.of(name.equals("large") ? "large-v3" : name);
        }
        Path own = workingDir.resolve(text);
        return text.contains("/") && Files.exists(own)
                ? Optional.of(own.toString())
                : Optional.empty();
    }

    private Settings.Ninja ninja() {
        URI base =
                layers.parse(
                        "NINJA_BASE_URL",
                        text -> Regions.byName(text).or(() -> Layers.web(text)),
                        text ->
                                new Words(
                                        "« %s » n'est ni une adresse https:// ni une région : %s"
                                                .formatted(text, Regions.names()),
                                        "“%s” is neither an https:// address nor a region: %s"
                                                .formatted(text, Regions.names())));
        int largest = Integer.MAX_VALUE;
        return new Settings.Ninja(
                base == null ? URI.create("https://app.ninjarmm.com") : base,
                layers.text("NINJA_API_PREFIX", "/v2"),
                layers.text("NINJA_TOKEN_PATH", "/ws/oauth/token"),
                layers.text("NINJA_CLIENT_ID"),
                layers.secret("NINJA_CLIENT_SECRET"),
                layers.secret("NINJA_REFRESH_TOKEN"),
                layers.numberOrNull("NINJA_BOARD_ID", 1, largest),
                layers.number("NINJA_STATUS_ID", 1, 1, largest),
                layers.number("NINJA_PRIORITY_ID", 2, 1, 3),
                layers.numberOrNull("NINJA_TICKET_FORM_ID", 1, largest),
                layers.numberOrNull("NINJA_ORGANIZATION_ID", 1, largest),
                redirect(),
                ticketFields());
    }

    /// Taken as it is, a final slash included: NinjaOne compares every character.
    private @Nullable URI redirect() {
        return layers.parse(
                "NINJA_REDIRECT_URL",
                text -> Layers.web(text).map(same -> URI.create(text)),
                text ->
                        new Words(
                                "« %s » n'est pas une adresse http:// ou https://".formatted(text),
                                "“%s” is no http:// or https:// address".formatted(text)));
    }

    private Map<Integer, String> ticketFields() {
        Map<Integer, String> fields =
                layers.parse(
                        "NINJA_TICKET_FIELDS",
                        text -> {
                            var read = new LinkedHashMap<Integer, String>();
                            for (String each : text.split(";")) {
                                String[] pair = each.split("=", 2);
                                if (pair.length < 2 || !pair[0].strip().matches("\\d{1,9}")) {
                                    return Optional.empty();
                                }
                                read.put(Integer.valueOf(pair[0].strip()), pair[1].strip());
                            }
                            return Optional.<Map<Integer, String>>of(read);
                        },
                        text ->
                                new Words(
                                        "« %s » ne se lit pas : numéro=valeur, séparés par des"
                                                        .formatted(text)
                                                + " points-virgules, comme 21=Siège; 22=1",
                                        "“%s” cannot be read: number=value, separated by semicolons,"
                                                        .formatted(text)
                                                + " such as 21=Head office; 22=1"));
        return fields == null ? Map.of() : fields;
    }

    private Settings.ThreeCx threeCx() {
        return new Settings.ThreeCx(
                layers.url("THREECX_URL"),
                layers.text("THREECX_CLIENT_ID"),
                layers.secret("THREECX_CLIENT_SECRET"),
                layers.secret("WEBHOOK_SECRET"),
                layers.list("RECORDING_HOSTS"));
    }

    private Settings.Drafts drafts() {
        Optional<Duration> countdown =
                layers.parse(
                        "COUNTDOWN_SECONDS",
                        text -> {
                            if (text.equalsIgnoreCase("off")) {
                                return Optional.of(Optional.<Duration>empty());
                            }
                            int seconds = Integer.parseInt(text);
                            return seconds < 0 || seconds > 86_400
                                    ? Optional.empty()
                                    : Optional.of(Optional.of(Duration.ofSeconds(seconds)));
                        },
                        text ->
                                new Words(
                                        "« %s » n'est ni un nombre de secondes de 0 à 86400 ni off"
                                                .formatted(text),
                                        "“%s” is neither a number of seconds from 0 to 86400 nor"
                                                        .formatted(text)
                                                + " off"));
        return new Settings.Drafts(
                countdown == null ? Duration.ofSeconds(15) : countdown.orElse(null),
                layers.flag("INTERNAL_CALLS", false),
                country(),
                extensions());
    }

    /// `201=claire@msp.example, 202=emma@msp.example`
    private Map<String, String> extensions() {
        Map<String, String> read =
                layers.parse(
                        "TECHNICIAN_EXTENSIONS",
                        text -> {
                            Map<String, String> pairs = new HashMap<>();
                            for (String pair : text.split("[,;]")) {
                                String[] parts = pair.strip().split("\\s*=\\s*");
                                if (parts.length != 2
                                        || !parts[0].matches("\\d{2,8}")
                                        || !parts[1].matches("\\S+@\\S+")) {
                                    return Optional.empty();
                                }
                                pairs.put(parts[0], parts[1]);
                            }
                            return Optional.of(pairs);
                        },
                        text ->
                                new Words(
                                        "« %s » n'a pas la forme 201=claire@exemple.fr,"
                                                        .formatted(text)
                                                + " 202=emma@exemple.fr",
                                        "“%s” does not look like 201=claire@example.com,"
                                                        .formatted(text)
                                                + " 202=emma@example.com"));
        return read == null ? Map.of() : read;
    }

    private String country() {
        String country =
                layers.parse(
                        "COUNTRY",
                        text ->
                                List.of(Locale.getISOCountries())
                                                .contains(text.toUpperCase(Locale.ROOT))
                                        ? Optional.of(text.toUpperCase(Locale.ROOT))
                                        : Optional.empty(),
                        text ->
                                new Words(
                                        "« %s » n'est pas un code de pays à deux lettres, comme FR"
                                                .formatted(text),
                                        "“%s” is no two-letter country code such as FR"
                                                .formatted(text)));
        return country == null ? "FR" : country;
    }

    private Settings.Outbox outbox() {
        String tracking =
                layers.choice("TIME_TRACKING", "billable", List.of("billable", "note", "off"));
        return new Settings.Outbox(
                Duration.ofSeconds(layers.number("NINJA_TIMEOUT_SECONDS", 30, 1, 300)),
                Duration.ofSeconds(layers.number("NINJA_SETTLE_SECONDS", 120, 1, 86_400)),
                layers.number("NINJA_REQUESTS_PER_SECOND", 5, 1, 100),
                layers.secret("NINJA_WEBHOOK_SECRET"),
                Duration.ofSeconds(layers.number("NINJA_POLL_SECONDS", 120, 0, 86_400)),
                Settings.TimeTracking.valueOf(tracking.toUpperCase(Locale.ROOT)),
                Duration.ofMinutes(layers.number("TIME_ROUNDING_MINUTES", 0, 0, 60)),
                layers.flag("ATTACH_RECORDING", false));
    }

    private Settings.Retention retention() {
        return new Settings.Retention(
                Duration.ofHours(layers.number("AUDIO_RETENTION_HOURS", 24, 0, 24 * 3650)),
                Duration.ofDays(layers.number("TRANSCRIPT_RETENTION_DAYS", 90, 1, 3650)),
                Duration.ofDays(layers.number("LOG_RETENTION_DAYS", 30, 1, 3650)));
    }

    private @Nullable Secret secretKey() {
        return layers.parse(
                "SECRET_KEY",
                text -> text.length() < 16 ? Optional.empty() : Optional.of(new Secret(text)),
                text ->
                        new Words(
                                "la clé est trop courte : 16 caractères au moins, par exemple"
                                        + " la sortie de « openssl rand -hex 32 »",
                                "the key is too short: at least 16 characters, for instance the"
                                        + " output of “openssl rand -hex 32”"));
    }

    private static Settings withWarnings(Settings s, List<SettingsProblem> warnings) {
        return new Settings(
                s.http(),
                s.dataDir(),
                s.logDir(),
                s.logLevel(),
                s.database(),
                s.redis(),
                s.whisper(),
                s.ninja(),
                s.threeCx(),
                s.drafts(),
                s.outbox(),
                s.retention(),
                s.secretKey(),
                List.copyOf(warnings));
    }

    private static Path userFolder() {
        return Path.of(System.getProperty("user.home"), ".local", "share", "3cx-ninja");
    }
}
