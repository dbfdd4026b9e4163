package com.ninja3cx.server.live;

import com.ninja3cx.server.Service;
import com.ninja3cx.server.access.Guard;
import com.ninja3cx.server.access.Identity;
import com.ninja3cx.server.access.Scope;
import com.ninja3cx.server.call.CallJournal;
import com.ninja3cx.server.cluster.Bus;
import com.ninja3cx.server.cluster.Hint;
import com.ninja3cx.server.web.Languages;
import com.ninja3cx.server.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import io.javalin.websocket.WsContext;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// `/ws/agent`: where desktop agents connect, with a key of scope `agent`.
public final class AgentRoutes implements Routes, Service {

    private static final String PATH = "/ws/agent";
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int TICKS_PER_PING = 15;

    private final Guard guard;
    private final AgentCalls calls;
    private final CallJournal journal;
    private final Drafts drafts;
    private final Bus bus;
    private final @Nullable URI baseUrl;
    private Bus.@Nullable Subscription subscription;
    private final Map<String, AgentConnection> connections = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// @param baseUrl how people reach this server; null = as the agent does
    AgentRoutes(
            Guard guard,
            AgentCalls calls,
            CallJournal journal,
            Drafts drafts,
            Bus bus,
            @Nullable URI baseUrl) {
        this.guard = guard;
        this.calls = calls;
        this.journal = journal;
        this.drafts = drafts;
        this.bus = bus;
        this.baseUrl = baseUrl;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.wsBeforeUpgrade(PATH, ctx -> guard.require(ctx, Set.of(Scope.AGENT)));
        routes.ws(PATH, this::configure, Scope.AGENT);
    }

    private void configure(WsConfig ws) {
        ws.onConnect(this::connected);
        ws.onMessage(ctx -> with(ctx, connection -> connection.text(ctx.message())));
        ws.onBinaryMessage(ctx -> with(ctx, connection -> connection.binary(ctx.data())));
        ws.onClose(ctx -> gone(ctx));
        ws.onError(ctx -> gone(ctx));
    }

    private void connected(WsConnectContext ctx) {
        Identity identity = Guard.known(ctx.attribute(Guard.ATTRIBUTE));
        var connection =
                new AgentConnection(
                        calls,
                        journal,
                        identity,
                        new SendQueue(ctx.session),
                        Languages.of(ctx.cookie(Languages.COOKIE), ctx.header("Accept-Language")),
                        drafts,
                        page(ctx));
        connections.put(ctx.sessionId(), connection);
    }

    private String page(WsConnectContext ctx) {
        if (baseUrl != null) {
            return baseUrl.toString().replaceFirst("/+$", "");
        }
        boolean secure = ctx.session.isSecure() || "https".equals(ctx.header("X-Forwarded-Proto"));
        return (secure ? "https://" : "http://") + ctx.host();
    }

    private void with(WsContext ctx, Consumer<AgentConnection> work) {
        AgentConnection connection = connections.get(ctx.sessionId());
        if (connection != null) {
            work.accept(connection);
        }
    }

    private void gone(WsContext ctx) {
        AgentConnection connection = connections.remove(ctx.sessionId());
        if (connection != null) {
            connection.closed();
        }
    }

    @Override
    public void start() {
        subscription = bus.subscribe(this::hinted);
        threads.execute(this::tick);
    }

    private void hinted(Hint hint) {
        if (hint instanceof Hint.DraftChanged(String callId, String draftId)) {
            connections.values().forEach(each -> each.draftChanged(callId));
        }
    }

    private void tick() {
        try {
            for (int i = 1; ; i++) {
                TimeUnit.MILLISECONDS.sleep(TICK.toMillis());
                boolean ping = i % TICKS_PER_PING == 0;
                connections.values().forEach(each -> each.tick(ping));
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /// Number of agents connected now.
    public int connected() {
        return connections.size();
    }

    /// Takes no more sound: agents keep what comes from now on.
    void hold() {
        connections.values().forEach(AgentConnection::hold);
    }

    /// Tells all agents to come back soon.
    public void goAway() {
        connections.values().forEach(AgentConnection::goAway);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        if (subscription != null) {
            subscription.close();
        }
    }
}
