package com.ninja3cx.server.cli;

import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.db.DatabaseException;
import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.server.settings.SettingsException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Brings the database's layout up to date without starting the server, which would do the same.
@Command(
        name = "migrate",
        description = "Brings the database up to date.",
        mixinStandardHelpOptions = true)
public final class MigrateCommand implements Callable<Integer> {

    private final Shell shell;

    public MigrateCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Optional<Settings> settings = shell.settings();
        if (settings.isEmpty()) {
            return SettingsException.EXIT_CODE;
        }
        try (Database database = Database.open(settings.get().database())) {
            shell.say(said(database.layout()));
            return 0;
        } catch (DatabaseException e) {
            shell.complain(e.words());
            return 1;
        }
    }

    private static Words said(Database.Layout layout) {
        if (layout.changed()) {
            return new Words(
                    "La base de données est passée à la version %d : elle est à jour."
                            .formatted(layout.after()),
                    "The database was brought to version %d: it is up to date."
                            .formatted(layout.after()));
        }
        return new Words(
                "La base de données était déjà à jour (version %d).".formatted(layout.after()),
                "The database was up to date already (version %d).".formatted(layout.after()));
    }
}
