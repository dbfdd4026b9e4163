package com.ninja3cx.server.cli;

import com.ninja3cx.server.App;
import com.ninja3cx.server.Outside;
import com.ninja3cx.server.db.DatabaseException;
import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.ops.Logs;
import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.server.settings.SettingsException;
import com.ninja3cx.server.web.PortTakenException;
import com.ninja3cx.server.web.TlsException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;

/// Runs the server until it is told to stop.
@Command(
        name = "serve",
        description =
                "Runs the server until Ctrl-C. Settings stand in .env (PORT=3000, BASE_URL=…):"
                        + " docs/settings.md",
        mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {

    private final Outside outside;
    private final Shell shell;

    public ServeCommand(Outside outside, Shell shell) {
        this.outside = outside;
        this.shell = shell;
    }

    @Override
    public Integer call() throws InterruptedException {
        Optional<Settings> read = shell.settings();
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
            shell.complain(e.words());
            return PortTakenException.EXIT_CODE;
        } catch (TlsException e) {
            shell.complain(e.words());
            return SettingsException.EXIT_CODE;
        } catch (DatabaseException e) {
            shell.complain(e.words());
            return 1;
        }
    }

    private void announce(Settings settings, App app) {
        String url = settings.http().publicUrl(app.port()).toString();
        shell.say(
                new Words(
                        "3CX-Ninja écoute sur %s — Ctrl-C pour arrêter.".formatted(url),
                        "3CX-Ninja listens at %s — Ctrl-C stops it.".formatted(url)));
        LoginLink.print(shell, settings, app.sessions(), app.port());
    }
}
