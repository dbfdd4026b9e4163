package com.ninja3cx.server.web;

import com.ninja3cx.server.settings.Settings;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.json.JavalinJackson3;
import io.javalin.util.JavalinBindException;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/// The HTTP and WebSocket server. Handlers run on virtual threads, at most [#MAX_HANDLERS] at once.
public final class WebServer implements AutoCloseable {

    private static final int MAX_HANDLERS = 1_000;

    /// Largest WebSocket frame: an audio chunk with its header and some room.
    private static final int MAX_FRAME = 64 * 1024;

    private static final Duration IDLE = Duration.ofSeconds(60);

    private final Javalin javalin;

    private WebServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /// @param routes the features, in the order in which their handlers should be asked
    /// @throws PortTakenException when the port cannot be listened on
    public static WebServer start(
            Settings.Http http, RandomGenerator random, List<? extends Routes> routes)
            throws PortTakenException {
        Javalin javalin = Javalin.create(config -> configure(config, random, routes));
        try {
            javalin.start(http.bindAddress(), http.port());
        } catch (JavalinBindException e) {
            throw new PortTakenException(http, e);
        }
        return new WebServer(javalin);
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

    @Override
    public void close() {
        javalin.stop();
    }
}
