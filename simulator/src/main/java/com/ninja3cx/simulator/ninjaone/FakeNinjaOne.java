package com.ninja3cx.simulator.ninjaone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// A NinjaOne on loopback that checks every field as the published API describes it and fails the
/// ways the real one has been seen to fail. It serves `/ws/oauth/*`, and the resources below both
/// `/v2` and `/api/v2`. Where the real behaviour is not known it takes the stricter reading; see
/// [Options].
///
/// Safe for several threads. What happened can be read in process ([#tickets], [#notes],
/// [#requests]) or from another process under `/simulator/` (tickets, mails, requests, faults).
public final class FakeNinjaOne implements AutoCloseable {

    private static final int LONGEST_BODY = 64 * 1024 * 1024;
    private static final int REMEMBERED_REQUESTS = 10_000;

    private final HttpServer server;
    private final ExecutorService threads;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Options options;
    private final OAuth oauth;
    private final Tenant tenant;
    private final Router router;
    private final AdminEndpoints admin;
    private final Faults faults = new Faults();
    private final ReentrantLock requestLock = new ReentrantLock();
    private final ArrayDeque<SeenRequest> requests = new ArrayDeque<>();

    private FakeNinjaOne(HttpServer server, Options options) {
        this.server = server;
        this.options = options;
        this.threads = Executors.newVirtualThreadPerTaskExecutor();
        this.oauth = new OAuth(options);
        this.tenant = new Tenant(options.clock());
        this.router = new Router(oauth, options);
        this.admin = new AdminEndpoints(this);
        new LookupEndpoints(tenant, options).register(router);
        new TicketEndpoints(tenant, options).register(router);
        new BoardEndpoints(tenant, options).register(router);
    }

    /// Starts with the demonstration's customers; see [DemoTenant].
    ///
    /// @param port 0 for any free one
    /// @throws IOException when the port is taken
    public static FakeNinjaOne start(int port, Options options) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        var fake = new FakeNinjaOne(HttpServer.create(address, 0), options);
        DemoTenant.load(fake.tenant);
        fake.server.setExecutor(fake.threads);
        fake.server.createContext("/", fake::handle);
        fake.server.start();
        return fake;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /// `http://127.0.0.1:port`, without a slash at the end.
    public URI baseUri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    public Faults faults() {
        return faults;
    }

    /// A refresh token of a signed-in technician for the first registered application.
    public String newRefreshToken() {
        App app = options.apps().getFirst();
        return oauth.newRefreshToken(app.clientId(), app.scopes());
    }

    public boolean isLiveRefreshToken(String token) {
        return oauth.isLive(token);
    }

    public void expireAccessTokens() {
        oauth.expireAccessTokens();
    }

    /// The technician took the authorisation back: no refresh token lives any more.
    public void revokeRefreshTokens() {
        oauth.revokeRefreshTokens();
    }

    /// Takes the right to write tickets from the role of whoever authorised.
    public void withoutTicketRights() {
        router.withoutTicketRights();
    }

    public List<Ticket> tickets() {
        tenant.settle();
        return tenant.locked(
                () -> tenant.tickets.values().stream().map(Tenant.Stored::ticket).toList());
    }

    /// The description, comments and changes of a ticket, oldest first; empty when there is no such
    /// ticket.
    public List<Note> notes(int ticket) {
        tenant.settle();
        return tenant.locked(
                () -> {
                    Tenant.Stored stored = tenant.tickets.get(ticket);
                    return stored == null ? List.<Note>of() : List.copyOf(stored.notes());
                });
    }

    /// The mails that public entries would have caused.
    public List<Mail> mails() {
        tenant.settle();
        return tenant.locked(() -> List.copyOf(tenant.mails));
    }

    /// The last 10,000 requests, oldest first, those of `/simulator/` left out.
    public List<SeenRequest> requests() {
        requestLock.lock();
        try {
            return List.copyOf(requests);
        } finally {
            requestLock.unlock();
        }
    }

    /// A technician gives a ticket another status in NinjaOne itself.
    public void change(int ticket, int statusId) {
        tenant.locked(() -> tenant.change(ticket, statusId));
    }

    /// A technician deletes a ticket.
    public void delete(int ticket) {
        tenant.locked(() -> tenant.tickets.remove(ticket));
    }

    public void add(Organisation organisation) {
        tenant.locked(() -> tenant.organisations.put(organisation.id(), organisation));
    }

    public void add(Contact contact) {
        tenant.locked(() -> tenant.contacts.put(contact.id(), contact));
    }

    public void add(User user) {
        tenant.locked(() -> tenant.users.put(user.id(), user));
    }

    public void add(Device device) {
        tenant.locked(() -> tenant.devices.put(device.id(), device));
    }

    public void add(TicketForm form) {
        tenant.locked(() -> tenant.forms.put(form.id(), form));
    }

    public void add(TicketStatus status) {
        tenant.locked(() -> tenant.statuses.put(status.statusId(), status));
    }

    /// Adds a board or replaces the one with the same id.
    public void add(Board board) {
        tenant.locked(() -> tenant.boards.put(board.id(), board));
    }

    /// Somebody deletes a contact in NinjaOne.
    public void removeContact(String uid) {
        tenant.locked(
                () -> {
                    tenant.contacts.values().removeIf(contact -> contact.uid().equals(uid));
                });
    }

    /// The nightly automation closes a ticket.
    public void closeTicket(int id) {
        tenant.locked(
                () -> {
                    Tenant.Stored stored = tenant.ticket(id);
                    TicketStatus closed =
                            tenant.statuses.values().stream()
                                    .filter(status -> status.name().equals("CLOSED"))
                                    .findFirst()
                                    .orElseThrow();
                    tenant.tickets.put(
                            id,
                            new Tenant.Stored(
                                    stored.ticket().in(closed), tenant.now(), stored.notes()));
                });
    }

    public List<Organisation> organisations() {
        return tenant.locked(() -> List.copyOf(tenant.organisations.values()));
    }

    public List<Contact> contacts() {
        return tenant.locked(() -> List.copyOf(tenant.contacts.values()));
    }

    public List<User> users() {
        return tenant.locked(() -> List.copyOf(tenant.users.values()));
    }

    public List<Board> boards() {
        return tenant.locked(() -> List.copyOf(tenant.boards.values()));
    }

    public List<TicketForm> forms() {
        return tenant.locked(() -> List.copyOf(tenant.forms.values()));
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            SeenRequest request = read(exchange);
            tenant.settle();
            if (request.path().equals("/") && request.method().equals("GET")) {
                send(exchange, TicketPage.reply());
                return;
            }
            if (request.path().startsWith("/simulator/")) {
                send(exchange, admin.answer(request));
                return;
            }
            remember(request);
            String resource = resource(request.path());
            Optional<Fault> fault = faults.take(request, resource);
            if (fault.isEmpty()) {
                send(exchange, work(request));
                return;
            }
            switch (fault.get()) {
                // Closing the exchange without headers closes the connection without a byte.
                case Fault.LoseReply() -> work(request);
                case Fault.LandLater(Duration after) -> tenant.later(after, () -> work(request));
                case Fault.DropConnection() -> {}
                case Fault.Delay(Duration by) -> {
                    Reply reply = work(request);
                    if (!closing.await(by.toMillis(), TimeUnit.MILLISECONDS)) {
                        send(exchange, reply);
                    }
                }
                case Fault.ServerError(boolean workDone) -> {
                    if (workDone) {
                        work(request);
                    }
                    send(exchange, Reply.failure(500, "FAILURE", "NullPointerException"));
                }
                case Fault.HtmlPage(int status, Duration retryAfter) ->
                        send(
                                exchange,
                                Reply.html(
                                        status,
                                        "Too many requests",
                                        retryAfter == null
                                                ? Map.of()
                                                : Map.of(
                                                        "Retry-After",
                                                        Long.toString(retryAfter.toSeconds()))));
                case Fault.TooManyRequests(Duration retryAfter) -> {
                    Reply reply = Reply.failure(429, "FAILURE", "HTTP 429 Too Many Requests");
                    send(
                            exchange,
                            retryAfter == null
                                    ? reply
                                    : reply.withHeader(
                                            "Retry-After", Long.toString(retryAfter.toSeconds())));
                }
                case Fault.ExpiredToken() -> {
                    oauth.expire(request.header("authorization"));
                    send(exchange, OAuth.notAuthenticated());
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply work(SeenRequest request) {
        String path = request.path();
        if (path.equals(options.tokenPath())) {
            return request.method().equals("POST") ? oauth.token(request) : Reply.noSuchRoute();
        }
        return switch (path) {
            case "/ws/oauth/authorize" -> oauth.authorize(request);
            case "/ws/oauth/revoke" -> oauth.revoke(request);
            case "/.well-known/oauth-authorization-server" -> Reply.ok(metadata());
            default ->
                    path.startsWith("/v2/") || path.startsWith("/api/v2/")
                            ? router.answer(request, resource(path))
                            : Reply.noSuchRoute();
        };
    }

    private Map<String, Object> metadata() {
        var body = new LinkedHashMap<String, Object>();
        body.put("issuer", baseUri().toString());
        body.put("authorization_endpoint", baseUri() + "/ws/oauth/authorize");
        body.put("token_endpoint", baseUri() + options.tokenPath());
        body.put("response_types_supported", List.of("code"));
        body.put(
                "grant_types_supported",
                List.of("authorization_code", "client_credentials", "refresh_token"));
        body.put(
                "token_endpoint_auth_methods_supported",
                List.of("client_secret_basic", "client_secret_post"));
        body.put("code_challenge_methods_supported", List.of("S256"));
        return body;
    }

    private static String resource(String path) {
        return path.replaceFirst("^(/api)?/v2(?=/)", "");
    }

    private void remember(SeenRequest request) {
        requestLock.lock();
        try {
            if (requests.size() == REMEMBERED_REQUESTS) {
                requests.removeFirst();
            }
            requests.addLast(request);
        } finally {
            requestLock.unlock();
        }
    }

    private SeenRequest read(HttpExchange exchange) throws IOException {
        var headers = new LinkedHashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach(
                        (name, values) ->
                                headers.put(
                                        name.toLowerCase(Locale.ROOT),
                                        values == null ? "" : String.join(", ", values)));
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY);
        return new SeenRequest(
                tenant.now(),
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                Urls.query(exchange.getRequestURI().getRawQuery()),
                headers,
                body);
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        if (!reply.contentType().isEmpty()) {
            exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        }
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("x-nj-request-id", UUID.randomUUID().toString());
        int length = reply.body().length;
        exchange.sendResponseHeaders(reply.status(), length == 0 ? -1 : length);
        if (length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(reply.body());
            }
        }
    }
}
