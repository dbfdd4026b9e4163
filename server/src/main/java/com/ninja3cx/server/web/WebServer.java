package com.ninja3cx.server.web;

import com.ninja3cx.server.settings.Settings;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.json.JavalinJackson3;
import io.javalin.router.Endpoint;
import io.javalin.router.ParsedEndpoint;
import io.javalin.security.Roles;
import io.javalin.security.RouteRole;
import io.javalin.util.JavalinBindException;
import io.javalin.websocket.WsHandlerEntry;
import io.javalin.websocket.WsHandlerType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.ee10.servlet.SessionHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.jspecify.annotations.Nullable;

/// The HTTP and WebSocket server. Handlers run on virtual threads, at most [#MAX_HANDLERS] at once.
public final class WebServer implements AutoCloseable {

    private static final int MAX_HANDLERS = 1_000;

    /// Largest WebSocket frame: an audio chunk with its header and some room.
    private static final int MAX_FRAME = 64 * 1024;

    private static final Duration IDLE = Duration.ofSeconds(60);

    private final Javalin javalin;
    private final @Nullable Tls tls;

    private WebServer(Javalin javalin, @Nullable Tls tls) {
        this.javalin = javalin;
        this.tls = tls;
    }

    /// @param routes the features, in the order in which their handlers should be asked
    /// @throws PortTakenException when the port cannot be listened on
    /// @throws TlsException when certificate or key cannot be used
    public static WebServer start(
            Settings.Http http, RandomGenerator random, List<? extends Routes> routes)
            throws PortTakenException, TlsException {
        Tls tls = tls(http);
        Javalin javalin =
                Javalin.create(
                        config -> {
                            if (tls != null) {
                                config.jetty.addConnector(
                                        (server, plain) ->
                                                tls.connector(
                                                        server,
                                                        plain,
                                                        http.bindAddress(),
                                                        http.port()));
                                new SecureOnly().register(config.routes);
                            }
                            configure(config, random, routes);
                        });
        try {
            if (tls == null) {
                javalin.start(http.bindAddress(), http.port());
            } else {
                javalin.start();
                tls.watch();
            }
        } catch (JavalinBindException e) {
            throw new PortTakenException(http, e);
        }
        return new WebServer(javalin, tls);
    }

    private static @Nullable Tls tls(Settings.Http http) throws TlsException {
        Path certificate = http.tlsCertificate();
        Path key = http.tlsKey();
        return certificate == null || key == null ? null : new Tls(new TlsFiles(certificate, key));
    }

    private static void configure(
            JavalinConfig config, RandomGenerator random, List<? extends Routes> routes) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = RequestBody.LIMIT;
        config.jsonMapper(new JavalinJackson3(Json.MAPPER, true));
        config.jetty.threadPool = threads();
        config.jetty.modifyHttpConfiguration(
                http -> {
                    http.setUriCompliance(UriCompliance.DEFAULT);
                    http.setSendServerVersion(false);
                });
        config.jetty.modifyServer(server -> server.setErrorHandler(new ServerErrors()));
        // Jetty's own sessions: opening a socket makes one, which nobody here reads.
        config.jetty.modifyServletContextHandler(
                handler -> {
                    var sessions = new SessionHandler();
                    sessions.setUsingCookies(false);
                    sessions.setMaxInactiveInterval(1);
                    handler.setSessionHandler(sessions);
                });
        config.jetty.modifyWebSocketServletFactory(
                factory -> {
                    factory.setMaxBinaryMessageSize(MAX_FRAME);
                    factory.setMaxTextMessageSize(MAX_FRAME);
                    factory.setMaxFrameSize(MAX_FRAME);
                    factory.setIdleTimeout(IDLE);
                });
        new SecurityHeaders().register(config.routes);
        new ProblemAnswers(random).register(config.routes);
        routes.forEach(each -> each.register(config.routes));
    }

    private static QueuedThreadPool threads() {
        var pool = new QueuedThreadPool(32, 4);
        pool.setName("http");
        pool.setVirtualThreadsExecutor(new VirtualThreadPool(MAX_HANDLERS));
        return pool;
    }

    /// The port listened on, also when any free one was asked for.
    public int port() {
        return javalin.port();
    }

    /// Every address with its method (`GET /api/calls`) and the roles that open it.
    public Map<String, Set<RouteRole>> routes() {
        var routes = new TreeMap<String, Set<RouteRole>>();
        for (ParsedEndpoint each : javalin.unsafe.internalRouter.allHttpHandlers()) {
            Endpoint endpoint = each.endpoint;
            if (endpoint.method.isHttpMethod()) {
                routes.put(endpoint.method.name() + " " + endpoint.path, roles(endpoint));
            }
        }
        for (WsHandlerEntry each : javalin.unsafe.internalRouter.allWsHandlers()) {
            if (each.getType() == WsHandlerType.WEBSOCKET) {
                routes.put("GET " + each.getPath(), Set.copyOf(each.getRoles()));
            }
        }
        return routes;
    }

    private static Set<RouteRole> roles(Endpoint endpoint) {
        Roles roles = endpoint.metadata(Roles.class);
        return roles == null ? Set.of() : Set.copyOf(roles.getRoles());
    }

    @Override
    public void close() {
        if (tls != null) {
            tls.close();
        }
        javalin.stop();
    }
}
