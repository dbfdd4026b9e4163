package com.ninja3cx.bench.tickets;

import com.ninja3cx.server.App;
import com.ninja3cx.server.Outside;
import com.ninja3cx.server.access.Scope;
import com.ninja3cx.server.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/// The whole server without speech, as a process to be killed. It says its port and a key on one
/// line and ends when its input does, so that it never outlives who started it.
final class ServerUnderTest {

    /// How a process ends that is killed.
    static final int KILLED = 137;

    private ServerUnderTest() {}

    /// @param args a named moment, such as `REPLY_READ AttachFile`, at which it ends as by `kill
    ///   -9`; none = it lives on
    public static void main(String[] args) throws Exception {
        String fatal = args.length == 0 ? "" : args[0];
        var outside =
                new Outside(
                        InstantSource.system(),
                        new SecureRandom(),
                        settings -> new Deaf(),
                        moment -> {
                            if (moment.equals(fatal)) {
                                Runtime.getRuntime().halt(KILLED);
                            }
                        });
        App app = App.start(Settings.load(System.getenv(), Path.of("")), outside);
        String key =
                app.apiKeys().create("bench", Set.of(Scope.READ, Scope.TICKETS), null).secret();
        System.out.println("ready " + app.port() + " " + key);
        awaitEnd();
        app.close();
        System.exit(0);
    }

    private static void awaitEnd() {
        var going = new AtomicBoolean(true);
        try {
            while (going.get()) {
                going.set(System.in.read() >= 0);
            }
        } catch (IOException gone) {
            going.set(false);
        }
    }
}
