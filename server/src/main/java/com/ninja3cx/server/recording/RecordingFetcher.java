package com.ninja3cx.server.recording;

import com.ninja3cx.server.i18n.Words;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Downloads a recording to a file, from allowed hosts only, within limits of size and time. Every
/// redirect is checked like the first address.
final class RecordingFetcher implements AutoCloseable {

    /// @param maxBytes of one recording
    /// @param total for the whole download
    /// @param firstByte until the server answers
    /// @param minBytesPerSecond on average; a slower body never ends
    /// @param grace before slowness counts
    record Limits(
            long maxBytes,
            Duration total,
            Duration firstByte,
            long minBytesPerSecond,
            Duration grace) {

        static final Limits DEFAULT =
                new Limits(
                        1_000_000_000,
                        Duration.ofMinutes(15),
                        Duration.ofSeconds(20),
                        2_000,
                        Duration.ofSeconds(20));
    }

    private static final int MAX_REDIRECTS = 5;

    private final AllowedHosts allowed;
    private final Limits limits;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();

    RecordingFetcher(AllowedHosts allowed, Limits limits) {
        this.allowed = allowed;
        this.limits = limits;
    }

    /// Fetches what the PBX named into `target`, which is replaced.
    Fetched fetch(String named, Path target) throws InterruptedException {
        Optional<URI> address = allowed.resolve(named);
        if (address.isEmpty()) {
            return never(
                    "L'adresse de l'enregistrement n'est pas une adresse http(s) complète ;"
                            + " réglez THREECX_URL si le PBX n'envoie que des chemins.",
                    "The recording's address is no complete http(s) address; set THREECX_URL if the"
                            + " PBX sends paths only.");
        }
        URI uri = address.get();
        try {
            for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
                if (!allowed.allows(uri)) {
                    return never(
                            "L'hôte %s n'est pas autorisé pour les enregistrements : ajoutez-le à"
                                            .formatted(uri.getHost())
                                    + " RECORDING_HOSTS.",
                            "The host %s is not allowed for recordings: add it to RECORDING_HOSTS."
                                    .formatted(uri.getHost()));
                }
                HttpResponse<InputStream> response = send(uri);
                try (InputStream body = response.body()) {
                    if (response.statusCode() / 100 != 3) {
                        return read(response, body, target);
                    }
                }
                Optional<String> location = response.headers().firstValue("Location");
                Optional<URI> next =
                        location.isEmpty()
                                ? Optional.empty()
                                : allowed.resolve(uri.resolve(location.get()).toString());
                if (next.isEmpty()) {
                    break;
                }
                uri = next.get();
            }
            return never(
                    "Le PBX redirige l'enregistrement sans fin.",
                    "The PBX redirects the recording without end.");
        } catch (UnknownHostException e) {
            return notNow(
                    "L'hôte %s est introuvable (DNS).".formatted(uri.getHost()),
                    "The host %s cannot be found (DNS).".formatted(uri.getHost()));
        } catch (ConnectException e) {
            return notNow(
                    "Personne ne répond à %s.".formatted(uri.getAuthority()),
                    "Nobody answers at %s.".formatted(uri.getAuthority()));
        } catch (IOException | IllegalArgumentException e) {
            return notNow(
                    "L'enregistrement n'a pas pu être téléchargé : %s.".formatted(reason(e)),
                    "The recording could not be downloaded: %s.".formatted(reason(e)));
        }
    }

    private HttpResponse<InputStream> send(URI uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(limits.firstByte()).build();
        return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    }

    private Fetched read(HttpResponse<InputStream> response, InputStream body, Path target)
            throws IOException {
        int status = response.statusCode();
        if (status == 401 || status == 403) {
            return never(
                    "Le PBX refuse l'enregistrement (HTTP %d) : autorisez ce serveur."
                            .formatted(status),
                    "The PBX refuses the recording (HTTP %d): allow this server."
                            .formatted(status));
        }
        if (status != 200) {
            return notNow(
                    "Le PBX répond HTTP %d au lieu de l'enregistrement.".formatted(status),
                    "The PBX answers HTTP %d instead of the recording.".formatted(status));
        }
        String type =
                response.headers()
                        .firstValue("Content-Type")
                        .orElse("")
                        .split(";")[0]
                        .strip()
                        .toLowerCase(Locale.ROOT);
        if (type.startsWith("text/") || type.endsWith("json") || type.endsWith("xml")) {
            return noSound(type);
        }
        if (response.headers().firstValueAsLong("Content-Length").orElse(0) > limits.maxBytes()) {
            return tooLarge();
        }
        return save(body, target);
    }

    /// A watchdog closes the body when its time is over: a read that waits for bytes that never
    /// come ends with it.
    private Fetched save(InputStream body, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        long began = System.nanoTime();
        CompletableFuture<Void> watchdog =
                CompletableFuture.runAsync(
                        () -> closeQuietly(body),
                        CompletableFuture.delayedExecutor(
                                limits.total().toMillis(), TimeUnit.MILLISECONDS));
        long total = 0;
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(target)) {
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                if (total == 0 && looksLikePage(buffer, n)) {
                    return noSound("text/html");
                }
                out.write(buffer, 0, n);
                total += n;
                if (total > limits.maxBytes()) {
                    return tooLarge();
                }
                double seconds = (System.nanoTime() - began) / 1e9;
                if (seconds > limits.grace().toMillis() / 1000.0
                        && total < seconds * limits.minBytesPerSecond()) {
                    return endless();
                }
            }
        } catch (IOException e) {
            boolean late = (System.nanoTime() - began) / 1_000_000 >= limits.total().toMillis();
            if (late) {
                return endless();
            }
            throw e;
        } finally {
            watchdog.cancel(false);
        }
        return total == 0
                ? notNow(
                        "L'enregistrement est vide (0 octet).", "The recording is empty (0 bytes).")
                : new Fetched.Here(target);
    }

    private static void closeQuietly(InputStream body) {
        try {
            body.close();
        } catch (IOException closedAnyway) {
            return;
        }
    }

    private static boolean looksLikePage(byte[] start, int length) {
        String text =
                new String(start, 0, Math.min(length, 64), StandardCharsets.ISO_8859_1)
                        .strip()
                        .toLowerCase(Locale.ROOT);
        return text.startsWith("<!doctype") || text.startsWith("<html") || text.startsWith("{\"");
    }

    private Fetched noSound(String type) {
        return never(
                "L'adresse rend une page (%s) et non du son : le PBX demande sans doute une"
                                .formatted(type)
                        + " connexion.",
                "The address gives a page (%s), not sound: the PBX probably asks for a login."
                        .formatted(type));
    }

    private Fetched tooLarge() {
        long megabytes = limits.maxBytes() / 1_000_000;
        return never(
                "L'enregistrement dépasse %d Mo.".formatted(megabytes),
                "The recording is larger than %d MB.".formatted(megabytes));
    }

    private Fetched endless() {
        return never(
                "Le téléchargement de l'enregistrement ne finit pas.",
                "The download of the recording never ends.");
    }

    private static Fetched never(String french, String english) {
        return new Fetched.Never(new Words(french, english));
    }

    private static Fetched notNow(String french, String english) {
        return new Fetched.NotNow(new Words(french, english));
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
