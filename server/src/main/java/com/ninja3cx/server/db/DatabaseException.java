package com.ninja3cx.server.db;

import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.settings.Settings;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

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
        Words why = deepest(cause);
        Words what = advice(storage);
        return new DatabaseException(
                new Words(
                        "La base de données %s n'est pas utilisable : %s. %s"
                                .formatted(where, why.french(), what.french()),
                        "The database %s cannot be used: %s. %s"
                                .formatted(where, why.english(), what.english())),
                cause);
    }

    private static Words advice(Settings.Storage storage) {
        return switch (storage) {
            case Settings.Storage.Sqlite(var file) ->
                    new Words(
                            "Vérifiez DATABASE_URL et DATA_DIR : est-ce le bon fichier, et"
                                    + " l'utilisateur du serveur peut-il y écrire (ls -la "
                                    + file.getParent()
                                    + ") ?",
                            "Check DATABASE_URL and DATA_DIR: is it the right file, and may the"
                                    + " user of the server write there (ls -la "
                                    + file.getParent()
                                    + ")?");
            case Settings.Storage.Postgres postgres ->
                    new Words(
                            "Vérifiez DATABASE_URL (hôte, port, utilisateur, mot de passe, base) et"
                                    + " que PostgreSQL tourne.",
                            "Check DATABASE_URL (host, port, user, password, database) and that"
                                    + " PostgreSQL is running.");
        };
    }

    /// Without parameters of the address: a password may stand there.
    private static String where(Settings.Storage storage) {
        return switch (storage) {
            case Settings.Storage.Sqlite(var file) -> file.toString();
            case Settings.Storage.Postgres(var url, var user, var password) ->
                    url.replaceFirst("\\?.*", "");
        };
    }

    private static Words deepest(Throwable cause) {
        Throwable last = cause;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        if (last instanceof FileSystemException file) {
            String reason = file.getReason() == null ? "" : " (" + file.getReason() + ")";
            return last instanceof AccessDeniedException
                    ? new Words(
                            "permission refusée sur " + file.getFile() + reason,
                            "permission denied on " + file.getFile() + reason)
                    : new Words(
                            file.getFile() + " ne peut pas être créé" + reason,
                            file.getFile() + " cannot be created" + reason);
        }
        String message =
                last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage();
        String line = message.lines().findFirst().orElse(last.getClass().getSimpleName());
        return new Words(line, line);
    }
}
