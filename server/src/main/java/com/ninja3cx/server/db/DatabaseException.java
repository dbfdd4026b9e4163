package com.ninja3cx.server.db;

import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.settings.Settings;
import org.jspecify.annotations.Nullable;

/// The database cannot be used; says which one, why, and what to check.
public final class DatabaseException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Words words;

    private DatabaseException(Words words, Throwable cause) {
        super(words.english(), cause);
        this.words = words;
    }

    public Words words() {
        return words;
    }

    static DatabaseException newer(Settings.Storage storage, Migrations.NewerLayout cause) {
        return new DatabaseException(cause.words(where(storage)), cause);
    }

    static DatabaseException explain(Settings.Storage storage, Throwable cause) {
        String where = where(storage);
        String why = deepest(cause);
        return new DatabaseException(
                new Words(
                        "La base de données %s n'est pas utilisable : %s. Vérifiez DATABASE_URL,"
                                        .formatted(where, why)
                                + " l'accès et les permissions.",
                        "The database %s cannot be used: %s. Check DATABASE_URL, access and"
                                        .formatted(where, why)
                                + " permissions."),
                cause);
    }

    /// Without parameters of the address: a password may stand there.
    private static String where(Settings.Storage storage) {
        return switch (storage) {
            case Settings.Storage.Sqlite(var file) -> file.toString();
            case Settings.Storage.Postgres(var url, var user, var password) ->
                    url.replaceFirst("\\?.*", "");
        };
    }

    private static String deepest(@Nullable Throwable cause) {
        String message = "unknown cause";
        for (Throwable each = cause; each != null; each = each.getCause()) {
            message =
                    each.getMessage() == null ? each.getClass().getSimpleName() : each.getMessage();
        }
        return message.lines().findFirst().orElse("unknown cause");
    }
}
