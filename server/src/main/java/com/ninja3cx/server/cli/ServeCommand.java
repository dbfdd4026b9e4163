package com.ninja3cx.server.cli;

import com.ninja3cx.server.App;
import com.ninja3cx.server.Outside;
import com.ninja3cx.server.access.Scope;
import com.ninja3cx.server.db.DatabaseException;
import com.ninja3cx.server.ops.Logs;
import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.server.settings.SettingsException;
import com.ninja3cx.server.web.PortTakenException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;

/// Runs the server until it is told to stop.
@Command(name = "serve", description = "Runs the server.", mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {

    private final Outside outside;
    private final PrintStream out;
    private final PrintStream err;

    public ServeCommand(Outside outside, PrintStream out, PrintStream err) {
        this.outside = outside;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws InterruptedException {
        Locale locale = Locale.getDefault();
        Optional<Settings> read = CommandSettings.read(err);
        if (read.isEmpty()) {
            return SettingsException.EXIT_CODE;
        }
        Settings settings = read.get();
        Logs.configure(settings);
        try {
            App app = App.start(settings, outside);
            // The JVM waits for this hook: whatever ends the process, the server closes in order.
            Runtime.getRuntime().addShutdownHook(new Thread(app::close, "stop"));
            announce(settings, app);
            new CountDownLatch(1).await();
            return 0;
        } catch (PortTakenException e) {
            err.println(e.words().in(locale));
            return PortTakenException.EXIT_CODE;
        } catch (DatabaseException e) {
            err.println(e.words().in(locale));
            return 1;
        }
    }

    private void announce(Settings settings, App app) {
        String url = settings.http().publicUrl(app.port()).toString();
        String token = app.sessions().createLoginToken("console", Set.of(Scope.ADMIN));
        out.printf("3cx-ninja: %s/login?token=%s%n", url, token);
        out.flush();
    }
}
