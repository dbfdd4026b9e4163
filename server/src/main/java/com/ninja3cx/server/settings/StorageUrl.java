package com.ninja3cx.server.settings;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads `DATABASE_URL` in the forms people write it: `postgresql://user:password@host/base`,
/// `postgres://…`, either with `jdbc:` before it, `sqlite:/path` or `sqlite:///path`.
final class StorageUrl {

    private StorageUrl() {}

    static Optional<Settings.Storage> parse(String text, Path workingDir) {
        String url = text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text;
        if (url.startsWith("sqlite:")) {
            String path = url.substring("sqlite:".length()).replaceFirst("^//(?=/)", "");
            return path.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Settings.Storage.Sqlite(workingDir.resolve(path)));
        }
        if (!url.startsWith("postgres://") && !url.startsWith("postgresql://")) {
            return Optional.empty();
        }
        URI uri = URI.create(url);
        if (uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) {
            return Optional.empty();
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String jdbc = "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query;
        String[] credentials = split(uri.getRawUserInfo());
        return Optional.of(
                new Settings.Storage.Postgres(
                        jdbc,
                        credentials.length > 0 ? credentials[0] : null,
                        credentials.length > 1 ? new Secret(credentials[1]) : null));
    }

    private static String[] split(@Nullable String userInfo) {
        if (userInfo == null) {
            return new String[0];
        }
        String[] parts = userInfo.split(":", 2);
        for (int i = 0; i < parts.length; i++) {
            parts[i] = URLDecoder.decode(parts[i].replace("+", "%2B"), StandardCharsets.UTF_8);
        }
        return parts;
    }
}
