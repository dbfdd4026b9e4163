package com.ninja3cx.server.cli;

import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.db.DatabaseException;
import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.server.settings.SettingsException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Brings the database's layout up to date without starting the server, which would do the same.
@Command(
        name = "migrate",
        description = "Brings the database up to date.",
        mixinStandardHelpOptions = true)
public final class MigrateCommand implements Callable<Integer> {

    private final PrintStream out;
    private final PrintStream err;

    public MigrateCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        Optional<Settings> settings = CommandSettings.read(err);
        if (settings.isEmpty()) {
            return SettingsException.EXIT_CODE;
        }
        try (Database database = Database.open(settings.get().database())) {
            out.println(
                    new Words("La base de données est à jour.", "The database is up to date.")
                            .in(Locale.getDefault()));
            return 0;
        } catch (DatabaseException e) {
            err.println(e.words().in(Locale.getDefault()));
            return 1;
        }
    }
}
