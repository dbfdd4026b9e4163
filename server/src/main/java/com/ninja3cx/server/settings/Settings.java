package com.ninja3cx.server.settings;

import com.ninja3cx.speech.onnx.Device;
import com.ninja3cx.speech.reading.HotWords;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything an operator can decide, checked. Keys and their meaning: `docs` and
/// `config/default.json`.
///
/// @param dataDir database, kept sound, generated secrets; created when missing
/// @param secretKey encrypts stored secrets; null = one is generated and kept in `dataDir`
/// @param warnings sentences about settings that have no effect, such as misspelt keys
public record Settings(
        Http http,
        Path dataDir,
        @Nullable Path logDir,
        String logLevel,
        Storage database,
        @Nullable Redis redis,
        Whisper whisper,
        Ninja ninja,
        ThreeCx threeCx,
        Drafts drafts,
        Outbox outbox,
        Retention retention,
        @Nullable Secret secretKey,
        List<SettingsProblem> warnings) {

    /// Reads and checks all settings. `env` overrides `<workingDir>/.env`, which overrides
    /// `<workingDir>/server/config/default.json`, which overrides the built-in defaults.
    ///
    /// @throws SettingsException naming every wrong value
    public static Settings load(Map<String, String> env, Path workingDir) throws SettingsException {
        return new SettingsReader(env, workingDir).read();
    }

    /// The product's folder, whose `.env` and defaults count: the launcher names it (system
    /// property `ninja.home`), otherwise it is the current folder.
    public static Path home() {
        return Path.of(System.getProperty("ninja.home", ""));
    }

    /// Where NinjaOne sends the browser of a person who authorises: registered there character for
    /// character.
    public URI ninjaRedirect() {
        return ninja.redirectUrl() != null
                ? ninja.redirectUrl()
                : URI.create(http.publicUrl(http.port()) + "/oauth/callback");
    }

    /// @param port 0 = any free one
    /// @param baseUrl how people and the PBX reach this server; null = not known, links are local
    public record Http(
            String bindAddress,
            int port,
            @Nullable URI baseUrl,
            @Nullable Path tlsCertificate,
            @Nullable Path tlsKey) {

        /// Where links in tickets and messages point to.
        public URI publicUrl(int actualPort) {
            String scheme = tlsCertificate == null ? "http" : "https";
            return baseUrl != null ? baseUrl : URI.create(scheme + "://localhost:" + actualPort);
        }
    }

    /// Where rows live: an SQLite file or PostgreSQL.
    public sealed interface Storage {
        record Sqlite(Path file) implements Storage {}

        /// `jdbcUrl` without credentials.
        record Postgres(String jdbcUrl, @Nullable String user, @Nullable Secret password)
                implements Storage {}
    }

    public record Redis(String host, int port, @Nullable Secret password) {}

    /// Where models are fetched from instead of the official hosts; null = from these.
    ///
    /// @param hub host of the Whisper repositories
    /// @param voiceActivity address of `silero_vad.onnx`
    public record Mirrors(@Nullable URI hub, @Nullable URI voiceActivity) {}

    /// @param model `base`, `small` … or a folder or file
    /// @param language null = found out from the sound
    /// @param maxConcurrent decodes at once; further ones wait
    /// @param hotWords names that calls are likely to hold
    /// @param device what computes
    public record Whisper(
            String model,
            @Nullable String language,
            int threads,
            int maxConcurrent,
            HotWords hotWords,
            Device device,
            Path modelsDir,
            Mirrors mirrors) {

        public Optional<String> languageCode() {
            return Optional.ofNullable(language);
        }
    }

    /// The NinjaOne instance tickets go to; null parts are not set.
    ///
    /// @param refreshToken a seed, used once for each distinct value: the rotated one is stored
    /// @param priorityId 1, 2, 3 = low, medium, high
    /// @param redirectUrl where NinjaOne sends a browser back; null = this server's own address
    /// @param ticketFields values of the form's own fields, by the field's id
    public record Ninja(
            URI baseUrl,
            String apiPrefix,
            String tokenPath,
            @Nullable String clientId,
            @Nullable Secret clientSecret,
            @Nullable Secret refreshToken,
            @Nullable Integer boardId,
            int statusId,
            int priorityId,
            @Nullable Integer ticketFormId,
            @Nullable Integer organizationId,
            @Nullable URI redirectUrl,
            Map<Integer, String> ticketFields) {

        public Ninja {
            ticketFields = Map.copyOf(ticketFields);
        }

        /// Without an own return address and without values of the form's own fields.
        public Ninja(
                URI baseUrl,
                String apiPrefix,
                String tokenPath,
                @Nullable String clientId,
                @Nullable Secret clientSecret,
                @Nullable Secret refreshToken,
                @Nullable Integer boardId,
                int statusId,
                int priorityId,
                @Nullable Integer ticketFormId,
                @Nullable Integer organizationId) {
            this(
                    baseUrl,
                    apiPrefix,
                    tokenPath,
                    clientId,
                    clientSecret,
                    refreshToken,
                    boardId,
                    statusId,
                    priorityId,
                    ticketFormId,
                    organizationId,
                    null,
                    Map.of());
        }

        /// Whether enough is set to talk to NinjaOne at all.
        public boolean configured() {
            return clientId != null && clientSecret != null;
        }
    }

    /// The first PBX.
    ///
    /// @param recordingHosts further hosts recordings may come from, and events be sent from
    public record ThreeCx(
            @Nullable URI url,
            @Nullable String clientId,
            @Nullable Secret clientSecret,
            @Nullable Secret webhookSecret,
            List<String> recordingHosts) {}

    /// @param countdown until a draft sends itself; zero = at once, null = never by itself
    /// @param internalCalls whether calls between colleagues become drafts too
    /// @param country ISO 3166 code in which telephone numbers without `+` are read
    /// @param extensions internal numbers and the mail addresses of the technicians who have them
    public record Drafts(
            @Nullable Duration countdown,
            boolean internalCalls,
            String country,
            Map<String, String> extensions) {
        public Drafts {
            extensions = Map.copyOf(extensions);
        }
    }

    /// How long things are kept; zero = not at all.
    public record Retention(Duration audio, Duration transcripts, Duration logs) {}

    /// How tickets are written and followed.
    ///
    /// @param timeout longest time for one request to NinjaOne, its answer included
    /// @param settle how long after a request ended what it wrote may still appear: the time a late
    ///   create takes to land, and the time a board takes to show it
    /// @param requestsPerSecond most requests to NinjaOne in a second
    /// @param webhookSecret what NinjaOne's own events must show; null = none are taken
    /// @param poll how often tickets are looked at again; zero = never
    /// @param timeRounding booked time is rounded up to a multiple of it; zero = to the second
    /// @param attachRecording whether recordings go to the ticket unless a person says otherwise
    public record Outbox(
            Duration timeout,
            Duration settle,
            int requestsPerSecond,
            @Nullable Secret webhookSecret,
            Duration poll,
            TimeTracking timeTracking,
            Duration timeRounding,
            boolean attachRecording) {

        /// As most installations have it.
        public static final Outbox DEFAULT =
                new Outbox(
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(120),
                        5,
                        null,
                        Duration.ofSeconds(120),
                        TimeTracking.BILLABLE,
                        Duration.ZERO,
                        false);
    }

    /// What becomes of the time a call took.
    public enum TimeTracking {
        /// Booked on the ticket; NinjaOne counts it as billable.
        BILLABLE,
        /// Written in a private note as text; NinjaOne bills nothing.
        NOTE,
        OFF
    }
}
