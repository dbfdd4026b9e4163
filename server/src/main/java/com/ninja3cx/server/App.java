package com.ninja3cx.server;

import com.ninja3cx.server.access.ApiKeys;
import com.ninja3cx.server.access.Sessions;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.db.DatabaseException;
import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.server.web.PortTakenException;
import com.ninja3cx.server.web.WebServer;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running server. The command line and the tests start the same one.
public final class App implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(App.class);

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
    public static App start(Settings settings, Outside outside)
            throws DatabaseException, PortTakenException {
        Database database = Database.open(settings.database());
        var wiring = new Wiring(settings, outside, database);
        WebServer web;
        try {
            web = WebServer.start(settings.http(), outside.random(), wiring.routes);
        } catch (PortTakenException | RuntimeException e) {
            wiring.speech.close();
            wiring.bus.close();
            database.close();
            throw e;
        }
        wiring.services.forEach(Service::start);
        return new App(wiring, web);
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

    @Override
    public void close() {
        List<Service> last = wiring.services.reversed();
        close("web", web::close);
        last.forEach(each -> close(each.getClass().getSimpleName(), each::close));
        close("speech", wiring.speech::close);
        close("bus", wiring.bus::close);
        close("database", wiring.database::close);
    }

    private static void close(String name, Runnable close) {
        try {
            close.run();
        } catch (RuntimeException e) {
            LOG.error("closing {} failed", name, e);
        }
    }
}
