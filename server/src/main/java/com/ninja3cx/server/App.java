package com.ninja3cx.server;

import com.ninja3cx.server.access.ApiKeys;
import com.ninja3cx.server.access.Scope;
import com.ninja3cx.server.access.Sessions;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.db.DatabaseException;
import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.server.web.PortTakenException;
import com.ninja3cx.server.web.TlsException;
import com.ninja3cx.server.web.WebServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running server. The command line and the tests start the same one.
public final class App implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(App.class);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Wiring wiring;
    private final WebServer web;

    private App(Wiring wiring, WebServer web) {
        this.wiring = wiring;
        this.web = web;
    }

    /// Opens the database, listens, and starts what works by itself. The speech model may still
    /// load afterwards.
    ///
    /// @throws DatabaseException when the database cannot be used
    /// @throws PortTakenException when the port is in use
    /// @throws TlsException when certificate or key cannot be used
    public static App start(Settings settings, Outside outside)
            throws DatabaseException, PortTakenException, TlsException {
        Database database = Database.open(settings.database());
        Wiring wiring;
        try {
            wiring = new Wiring(settings, outside, database);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
        try {
            WebServer web = WebServer.start(settings.http(), outside.random(), wiring.routes);
            wiring.services.forEach(Service::start);
            return new App(wiring, web);
        } catch (PortTakenException | TlsException | RuntimeException e) {
            wiring.speech.close();
            wiring.bus.close();
            database.close();
            throw e;
        }
    }

    public int port() {
        return web.port();
    }

    public ApiKeys apiKeys() {
        return wiring.apiKeys;
    }

    public Sessions sessions() {
        return wiring.sessions;
    }

    public Database database() {
        return wiring.database;
    }

    /// Every address with its method and the scopes that open it.
    public Map<String, Set<Scope>> routes() {
        var routes = new TreeMap<String, Set<Scope>>();
        web.routes()
                .forEach(
                        (address, roles) ->
                                routes.put(
                                        address,
                                        roles.stream()
                                                .map(Scope.class::cast)
                                                .collect(Collectors.toSet())));
        return routes;
    }

    /// Stops in order: no longer ready, agents and browsers are sent away to come back soon, work
    /// ends where the next start can go on, connections and database close last. Each step has
    /// [#PATIENCE].
    @Override
    public void close() {
        LOG.info("stopping");
        wiring.stopping.set(true);
        step("sockets", wiring.live::goAway);
        List<Service> last = wiring.services.reversed();
        last.forEach(each -> step(each.getClass().getSimpleName(), each::close));
        step("web", web::close);
        step("speech", wiring.speech::close);
        step("bus", wiring.bus::close);
        step("database", wiring.database::close);
    }

    private static void step(String name, Runnable close) {
        Thread thread =
                Thread.ofPlatform()
                        .name("stop " + name)
                        .daemon()
                        .start(
                                () -> {
                                    try {
                                        close.run();
                                    } catch (RuntimeException e) {
                                        LOG.error("closing {} failed", name, e);
                                    }
                                });
        try {
            if (!thread.join(PATIENCE)) {
                LOG.error("closing {} takes longer than {} s", name, PATIENCE.toSeconds());
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
