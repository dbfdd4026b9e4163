package com.ninja3cx.server.web.pages;

import com.ninja3cx.server.Sha256;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Styles, scripts, pictures and fonts of the pages, out of the folder `public` of the product's
/// own jar. A browser keeps them and asks each time whether they are still the same (`ETag`), so
/// that a new version is seen at once.
final class Assets {

    /// No dot but the one before the kind: a path cannot leave the folder.
    private static final Pattern PATH =
            Pattern.compile("[a-z]+/[a-z0-9-]+\\.(css|js|svg|woff2|png)");

    private static final Map<String, String> KINDS =
            Map.of(
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "svg", "image/svg+xml",
                    "woff2", "font/woff2",
                    "png", "image/png");

    private record Asset(byte[] bytes, String kind, String tag) {}

    private final Map<String, Optional<Asset>> read = new ConcurrentHashMap<>();

    /// Answers `GET /assets/<path>`.
    void serve(Context context) {
        String path = context.pathParam("path");
        if (!PATH.matcher(path).matches()) {
            throw new NotFoundResponse();
        }
        Asset asset = read.computeIfAbsent(path, Assets::read).orElseThrow(NotFoundResponse::new);
        context.header("ETag", asset.tag());
        context.header("Cache-Control", "no-cache");
        if (asset.tag().equals(context.header("If-None-Match"))) {
            context.status(304);
            return;
        }
        context.contentType(asset.kind());
        context.result(asset.bytes());
    }

    private static Optional<Asset> read(String path) {
        try (var stream = Assets.class.getResourceAsStream("/public/" + path)) {
            if (stream == null) {
                return Optional.empty();
            }
            byte[] bytes = stream.readAllBytes();
            byte[] digest = Sha256.digest().digest(bytes);
            String tag = '"' + HexFormat.of().formatHex(digest, 0, 8) + '"';
            String kind = KINDS.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "");
            return Optional.of(new Asset(bytes, kind, tag));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
