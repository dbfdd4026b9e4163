package com.ninja3cx.speech.models;

import com.ninja3cx.speech.models.FetchFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One file over HTTP: resumed where an earlier try stopped, checked, then moved into place at
/// once.
///
/// What came stays beside the target as `<file>.part`, with the announced hash in
/// `<file>.part.tag`: the next try goes on there if the host still announces the same.
final class Download {

    private static final int MAX_REDIRECTS = 5;
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+|\\*)");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SHA_1 = Pattern.compile("[0-9a-f]{40}");

    private final HttpClient client;
    private final Duration stallLimit;
    private final Disk disk;

    /// @param stallLimit how long no byte may come before the download is given up (and resumed
    ///   later)
    Download(Duration connectLimit, Duration stallLimit, Disk disk) {
        this.client =
                HttpClient.newBuilder()
                        .connectTimeout(connectLimit)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
        this.stallLimit = stallLimit;
        this.disk = disk;
    }

    /// Fetches `from` to `target`.
    ///
    /// @param pinned SHA-256 hashes of which one must match; empty = the announced one counts
    /// @return the SHA-256 of the file
    String fetch(URI from, Path target, Set<String> pinned, String what, FetchProgress progress)
            throws IOException, InterruptedException {
        Files.createDirectories(disk.parentOf(target));
        Path part = target.resolveSibling(target.getFileName() + ".part");
        Path tagFile = target.resolveSibling(target.getFileName() + ".part.tag");
        long have = Files.exists(part) && Files.exists(tagFile) ? Files.size(part) : 0;
        String oldTag = have > 0 ? Files.readString(tagFile) : "";

        Reply reply = open(from, have, oldTag);
        try (InputStream body = reply.body()) {
            int status = reply.status();
            if (status == 416) {
                Files.deleteIfExists(part);
                Files.deleteIfExists(tagFile);
                throw new FetchFailure(
                        Kind.CORRUPT,
                        "le morceau gardé d'un essai précédent ne convenait pas ; il est effacé",
                        "the part kept of an earlier try does not fit; it is gone now");
            }
            boolean resumed =
                    status == 206
                            && reply.tag().equals(oldTag)
                            && rangeStart(reply.headers()) == have;
            if (!resumed && status != 200) {
                throw new FetchFailure(
                        status == 206 ? Kind.CORRUPT : Kind.NOT_THERE,
                        "%s répond %d pour %s".formatted(from.getHost(), status, from.getPath()),
                        "%s answered %d for %s".formatted(from.getHost(), status, from.getPath()));
            }
            if (!resumed) {
                have = 0;
            }
            long total = reply.total(have);
            disk.requireRoom(target, total - have);
            Files.writeString(tagFile, reply.tag());
            copy(body, part, have, total, new Meter(what, hostOf(from), progress));
            checkLength(part, total);
        }
        String sha256 = check(part, tagFile, reply.tag(), pinned);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(tagFile);
        return sha256;
    }

    private void copy(InputStream body, Path part, long have, long total, Meter meter)
            throws IOException {
        var options =
                have > 0
                        ? new StandardOpenOption[] {StandardOpenOption.APPEND}
                        : new StandardOpenOption[] {
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.TRUNCATE_EXISTING
                        };
        long done = have;
        try (OutputStream out = disk.open(part, options);
                var watch = new StallWatch(body, stallLimit)) {
            var buffer = new byte[1 << 16];
            meter.at(done, total);
            for (int read = read(body, buffer, watch); read >= 0; ) {
                watch.alive();
                disk.write(out, buffer, read, part);
                done += read;
                if (total > 0 && done > total) {
                    throw new FetchFailure(
                            Kind.CORRUPT,
                            "il est venu plus que les %d octets annoncés".formatted(total),
                            "more came than the %d bytes that were announced".formatted(total));
                }
                meter.at(done, total);
                read = read(body, buffer, watch);
            }
        }
    }

    private static int read(InputStream body, byte[] buffer, StallWatch watch) throws IOException {
        try {
            return body.read(buffer);
        } catch (IOException cut) {
            throw new FetchFailure(
                    Kind.UNREACHABLE,
                    watch.stalled()
                            ? "rien n'est venu pendant %d s".formatted(watch.limit().toSeconds())
                            : "la liaison s'est coupée (%s)".formatted(cut.getMessage()),
                    watch.stalled()
                            ? "nothing came for " + watch.limit().toSeconds() + " s"
                            : "the connection broke off (" + cut.getMessage() + ")");
        }
    }

    private static void checkLength(Path part, long total) throws IOException {
        long size = Files.size(part);
        if (total > 0 && size < total) {
            throw new FetchFailure(
                    Kind.UNREACHABLE,
                    "coupé après %d octets sur %d".formatted(size, total),
                    "it broke off after %d of %d bytes".formatted(size, total));
        }
    }

    private static String check(Path part, Path tagFile, String tag, Set<String> pinned)
            throws IOException {
        String sha256 = Hashes.sha256(part);
        boolean right = true;
        if (!pinned.isEmpty()) {
            right = pinned.contains(sha256);
        } else if (SHA_256.matcher(tag).matches()) {
            right = sha256.equals(tag);
        } else if (SHA_1.matcher(tag).matches()) {
            right = Hashes.gitBlob(part).equals(tag);
        }
        if (!right) {
            Files.delete(part);
            Files.deleteIfExists(tagFile);
            throw new FetchFailure(
                    Kind.CORRUPT,
                    "le fichier reçu a le SHA-256 %s, qui n'est pas le bon".formatted(sha256),
                    "the file that came has SHA-256 %s, which is not the right one"
                            .formatted(sha256));
        }
        return sha256;
    }

    /// The host's answer after redirects. Hosts of large files announce hash and size with the
    /// redirect, before the storage that serves the bytes.
    private Reply open(URI from, long have, String oldTag)
            throws IOException, InterruptedException {
        URI at = from;
        String announcedTag = "";
        long announcedSize = 0;
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            var request = HttpRequest.newBuilder(at).timeout(stallLimit).GET();
            if (have > 0) {
                request.header("Range", "bytes=" + have + "-");
            }
            HttpResponse<InputStream> response = send(request.build());
            HttpHeaders headers = response.headers();
            if (announcedTag.isEmpty()) {
                announcedTag = tagOf(headers);
            }
            announcedSize =
                    Math.max(announcedSize, headers.firstValueAsLong("x-linked-size").orElse(0));
            Optional<String> next = headers.firstValue("location");
            if (response.statusCode() / 100 == 3 && next.isPresent()) {
                response.body().close();
                at = at.resolve(next.get());
                if (from.getScheme().equals("https") && !"https".equals(at.getScheme())) {
                    throw new FetchFailure(
                            Kind.UNREACHABLE,
                            "renvoyé vers une adresse sans chiffrement",
                            "it was sent on to an address without encryption");
                }
                continue;
            }
            if (response.statusCode() == 206 && !announcedTag.equals(oldTag)) {
                // Another version than the part kept: begin anew.
                response.body().close();
                return open(from, 0, "");
            }
            return new Reply(
                    response.statusCode(), headers, response.body(), announcedTag, announcedSize);
        }
        throw new FetchFailure(
                Kind.UNREACHABLE,
                "renvoyé plus de %d fois".formatted(MAX_REDIRECTS),
                "it was sent on more than %d×".formatted(MAX_REDIRECTS));
    }

    private HttpResponse<InputStream> send(HttpRequest request)
            throws IOException, InterruptedException {
        String host = hostOf(request.uri());
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (HttpConnectTimeoutException slow) {
            throw new FetchFailure(
                    Kind.UNREACHABLE, host + " ne répond pas", host + " does not answer");
        } catch (HttpTimeoutException slow) {
            throw new FetchFailure(
                    Kind.UNREACHABLE,
                    "%s n'a rien envoyé pendant %d s".formatted(host, stallLimit.toSeconds()),
                    "%s sent nothing for %d s".formatted(host, stallLimit.toSeconds()));
        } catch (ConnectException refused) {
            boolean unknown =
                    refused.getCause() instanceof UnresolvedAddressException
                            || refused.getCause() instanceof ConnectException inner
                                    && inner.getCause() instanceof UnresolvedAddressException;
            throw new FetchFailure(
                    Kind.UNREACHABLE,
                    host + (unknown ? " est inconnu ici (pas d'entrée DNS)" : " est injoignable"),
                    host + (unknown ? " is not known here (no DNS entry)" : " cannot be reached"));
        } catch (FetchFailure known) {
            throw known;
        } catch (IOException other) {
            throw new FetchFailure(
                    Kind.UNREACHABLE,
                    host + " : " + other.getMessage(),
                    host + ": " + other.getMessage());
        }
    }

    private static String tagOf(HttpHeaders headers) {
        return headers.firstValue("x-linked-etag")
                .or(() -> headers.firstValue("etag"))
                .map(tag -> tag.replaceFirst("^W/", "").replace("\"", ""))
                .orElse("");
    }

    private static long rangeStart(HttpHeaders headers) {
        Matcher range = CONTENT_RANGE.matcher(headers.firstValue("content-range").orElse(""));
        return range.matches() ? Long.parseLong(range.group(1)) : -1;
    }

    private static String hostOf(URI uri) {
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    private record Reply(
            int status, HttpHeaders headers, InputStream body, String tag, long announcedSize) {

        long total(long have) {
            long rest = headers.firstValueAsLong("content-length").orElse(-1);
            return rest >= 0 ? have + rest : announcedSize;
        }
    }
}
