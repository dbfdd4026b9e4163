package com.ninja3cx.server.web.pages;

import com.ninja3cx.server.access.Identity;
import com.ninja3cx.server.access.Scope;
import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.server.web.Routes;
import com.ninja3cx.server.web.WebServer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.websocket.WsContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.json.JsonMapper;

/// A server that shows the real pages over calls made up by a test: it speaks `/ws/live` and the
/// drafts requests exactly as the product does, word by word when the test says so.
final class LiveFixture implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, Map<String, Object>> calls = new LinkedHashMap<>();
    private final List<WsContext> viewers = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final WebServer server;
    private static final Map<String, Object> ORGANISATIONS =
            Map.of("organisations", List.of(Map.of("id", 12, "name", "Société Dupont")));

    /// What is known of the caller, and of NinjaOne; a test changes it before the page asks.
    final Map<String, Object> context =
            new LinkedHashMap<>(
                    Map.of(
                            "number",
                            "06 12 34 56 78",
                            "identity",
                            "unknown",
                            "candidates",
                            List.of(),
                            "total",
                            0,
                            "devices",
                            List.of(),
                            "calls",
                            List.of()));

    final Map<String, Object> tickets = new LinkedHashMap<>(Map.of("tickets", List.of()));
    final Map<String, Object> choices =
            new LinkedHashMap<>(Map.of("statuses", List.of(), "forms", List.of()));
    final Map<String, Object> wishes = new LinkedHashMap<>();
    final List<Map<String, Object>> writes = new CopyOnWriteArrayList<>();
    final List<Map<String, Object>> people = new ArrayList<>();

    /// Fields in which the page said a person is, in order; `null` = they left.
    final List<String> presences = new CopyOnWriteArrayList<>();

    /// What another person wrote: the next correction of that field is refused with it.
    private final Map<String, String> taken = new LinkedHashMap<>();

    private Map<String, Object> speech = Map.of("state", "ready", "detail", "");
    private long sequence;
    private volatile boolean signedIn = true;
    private volatile boolean draftsAnswer = true;

    LiveFixture(int port) throws Exception {
        var viewer = new Identity(null, "test", Set.of(Scope.READ, Scope.TICKETS), null);
        var pages = new PageRoutes(_ -> signedIn ? Optional.of(viewer) : Optional.empty());
        server =
                WebServer.start(
                        new Settings.Http("127.0.0.1", port, null, null, null),
                        new Random(1),
                        List.<Routes>of(pages, this::register));
    }

    private void register(RoutesConfig routes) {
        routes.patch("/api/drafts/{id}", this::correct);
        routes.post("/api/drafts/{id}/presence", this::present);
        routes.post("/api/drafts/{id}/{action}", this::act);
        routes.get("/api/drafts/{id}", this::show);
        routes.get("/api/drafts/{id}/delivery", ctx -> ctx.json(wishes));
        routes.put("/api/drafts/{id}/delivery", this::deliver);
        routes.get("/api/outbox", ctx -> ctx.json(Map.of("entries", writes)));
        routes.post(
                "/api/outbox/{id}/{action}",
                ctx -> {
                    requests.add("POST " + ctx.pathParam("id") + " " + ctx.pathParam("action"));
                    ctx.json(Map.of());
                });
        routes.get("/api/ticket-choices", ctx -> ctx.json(choices));
        routes.get("/api/calls/{id}/context", ctx -> ctx.json(context));
        routes.get("/api/calls/{id}/tickets", ctx -> ctx.json(tickets));
        routes.get("/api/directory/people", ctx -> ctx.json(Map.of("people", people)));
        routes.get("/api/directory/organisations", ctx -> ctx.json(ORGANISATIONS));
        routes.ws(
                "/ws/live",
                socket -> {
                    socket.onConnect(this::welcome);
                    socket.onClose(viewers::remove);
                });
    }

    int port() {
        return server.port();
    }

    String url() {
        return "http://localhost:" + port() + "/";
    }

    /// Requests about drafts so far, as `POST hold` or `PATCH title=…`.
    List<String> requests() {
        return requests;
    }

    void signedIn(boolean is) {
        signedIn = is;
    }

    /// False: requests about drafts are answered 503, as by a server that is restarting.
    void draftsAnswer(boolean answer) {
        draftsAnswer = answer;
    }

    synchronized void speech(String state, String detail) {
        speech = Map.of("state", state, "detail", detail);
        send(Map.of("type", "speech", "speech", speech));
    }

    /// The caller has one open ticket.
    void hasOpenTicket() {
        tickets.put(
                "tickets",
                List.of(
                        Map.of(
                                "id",
                                1018,
                                "subject",
                                "Messagerie lente",
                                "status",
                                "Ouvert",
                                "url",
                                "https://ninja.example/1018")));
    }

    /// A call begins; the map may be changed before [#changed] tells the viewers.
    synchronized Map<String, Object> call(String id, String caller, Instant startedAt) {
        var call = new LinkedHashMap<String, Object>();
        call.put("id", id);
        call.put("direction", "INBOUND");
        call.put("caller", caller);
        call.put("callee", "+33240000000");
        call.put("agentExtension", "201");
        call.put("agentEmail", "claire@infogerance.example");
        call.put("startedAt", startedAt.toString());
        call.put("endedAt", null);
        call.put("state", "TALKING");
        call.put("trust", "TRUSTED");
        call.put("transcriptState", "LIVE");
        call.put("segments", new ArrayList<>());
        call.put("partials", new ArrayList<>());
        call.put("draft", null);
        calls.put(id, call);
        changed(id);
        return call;
    }

    synchronized void changed(String id) {
        send(new LinkedHashMap<>(Map.of("type", "call", "call", calls.get(id))));
    }

    synchronized void partial(
            String id, String channel, int utterance, long start, long end, String text, int firm) {
        pieces(id, "partials").removeIf(same(channel, utterance));
        var piece = piece(channel, utterance, start, end, text);
        piece.put("stableWords", firm);
        pieces(id, "partials").add(piece);
        say("partial", id, piece);
    }

    synchronized void finished(
            String id, String channel, int utterance, long start, long end, String text) {
        pieces(id, "partials").removeIf(same(channel, utterance));
        var piece = piece(channel, utterance, start, end, text);
        piece.put("language", "fr");
        piece.put("confidence", 0.9);
        pieces(id, "segments").add(piece);
        say("final", id, piece);
    }

    synchronized void dropped(String id, String channel, int utterance) {
        pieces(id, "partials").removeIf(same(channel, utterance));
        send(Map.of("type", "dropped", "call", id, "channel", channel, "utterance", utterance));
    }

    /// Stores without telling: what a viewer misses while it is cut off.
    synchronized void finishedUnseen(
            String id, String channel, int utterance, long start, long end, String text) {
        pieces(id, "segments").add(piece(channel, utterance, start, end, text));
    }

    /// Loses one message on the way to the viewers.
    synchronized void loseOne() {
        sequence++;
    }

    synchronized void end(String id, Duration length) {
        var call = calls.get(id);
        call.put("state", "ENDED");
        call.put("transcriptState", "DONE");
        call.put(
                "endedAt",
                Instant.parse(String.valueOf(call.get("startedAt"))).plus(length).toString());
        changed(id);
    }

    synchronized Map<String, Object> draft(String id, String state) {
        var draft = new LinkedHashMap<String, Object>();
        draft.put("id", "draft_" + id);
        draft.put("state", state);
        draft.put("title", "");
        draft.put("description", "");
        draft.put("summary", "");
        draft.put("category", null);
        draft.put("version", 1);
        draft.put("priority", null);
        draft.put("requester", null);
        draft.put("organisation", null);
        draft.put("deadline", null);
        draft.put("missing", List.of());
        draft.put("reference", "[3CX-7K2M]");
        draft.put("ticket", null);
        draft.put("note", null);
        calls.get(id).put("draft", draft);
        return draft;
    }

    synchronized void draftChanged(String id) {
        send(Map.of("type", "draft", "call", id, "draft", calls.get(id).get("draft")));
    }

    /// Cuts every viewer off, as a restart does.
    void cut() {
        viewers.forEach(viewer -> viewer.closeSession(1012, "restart"));
    }

    private synchronized void welcome(WsContext viewer) {
        viewer.send(
                JSON.writeValueAsString(
                        Map.of(
                                "type",
                                "snapshot",
                                "sequence",
                                sequence,
                                "now",
                                Instant.now().toString(),
                                "speech",
                                speech,
                                "calls",
                                calls.values())));
        viewers.add(viewer);
    }

    private void say(String type, String id, Map<String, Object> piece) {
        var message = new LinkedHashMap<>(piece);
        message.put("type", type);
        message.put("call", id);
        send(message);
    }

    private synchronized void send(Map<String, Object> message) {
        var numbered = new LinkedHashMap<>(message);
        numbered.put("sequence", ++sequence);
        String text = JSON.writeValueAsString(numbered);
        viewers.forEach(viewer -> viewer.send(text));
    }

    private synchronized void correct(Context context) {
        var fields = JSON.readValue(context.body(), Map.class);
        fields.remove("version");
        fields.remove("editor");
        fields.forEach((name, value) -> requests.add("PATCH " + name + "=" + value));
        for (Object name : fields.keySet()) {
            String theirs = taken.remove(String.valueOf(name));
            if (theirs != null && draftsAnswer) {
                context.status(409)
                        .json(
                                Map.of(
                                        "code",
                                        "draft_changed",
                                        "detail",
                                        "Emma a modifié le titre entre-temps.",
                                        "errors",
                                        List.of(
                                                Map.of(
                                                        "field",
                                                        name,
                                                        "message",
                                                        "Emma a modifié le titre entre-temps."))));
                return;
            }
        }
        answer(
                context,
                draft -> fields.forEach((name, value) -> draft.put(String.valueOf(name), value)));
    }

    /// Another person changes a field of the draft while this one is typed in, unseen.
    synchronized void takenBy(String id, String field, String theirs) {
        taken.put(field, theirs);
        draftOf(id).put(field, theirs);
    }

    synchronized void editor(String draft, String window, String name, String field) {
        var message = new LinkedHashMap<String, Object>();
        message.put("type", "presence");
        message.put("draft", draft);
        message.put("window", window);
        message.put("name", name);
        message.put("field", field);
        send(message);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> draftOf(String call) {
        return (Map<String, Object>) calls.get(call).get("draft");
    }

    private synchronized void present(Context context) {
        var fields = JSON.readValue(context.body(), Map.class);
        presences.add(String.valueOf(fields.get("field")));
        context.status(204);
    }

    private synchronized void deliver(Context context) {
        var fields = JSON.readValue(context.body(), Map.class);
        requests.add("PUT appendTo=" + fields.get("appendTo"));
        wishes.put("appendTo", fields.get("appendTo"));
        context.json(wishes);
    }

    private synchronized void show(Context context) {
        answer(context, draft -> {});
    }

    private synchronized void act(Context context) {
        String action = context.pathParam("action");
        requests.add("POST " + action);
        answer(
                context,
                draft -> {
                    switch (action) {
                        case "hold" -> draft.put("state", "held");
                        case "resume" -> {
                            draft.put("state", "counting");
                            draft.put("deadline", Instant.now().plusSeconds(15).toString());
                        }
                        case "discard" -> draft.put("state", "discarded");
                        case "send" -> {
                            draft.put("state", "sent");
                            draft.put(
                                    "ticket",
                                    Map.of(
                                            "id",
                                            1042,
                                            "url",
                                            "http://localhost:" + port() + "/login"));
                        }
                        default -> throw new IllegalArgumentException(action);
                    }
                    if (!action.equals("resume")) {
                        draft.put("deadline", null);
                    }
                });
    }

    @SuppressWarnings("unchecked")
    private void answer(Context context, Consumer<Map<String, Object>> change) {
        if (!draftsAnswer) {
            context.status(503).json("{}");
            return;
        }
        for (var call : calls.values()) {
            var draft = (Map<String, Object>) call.get("draft");
            if (draft != null && draft.get("id").equals(context.pathParam("id"))) {
                change.accept(draft);
                draftChanged(String.valueOf(call.get("id")));
                context.contentType("application/json").result(JSON.writeValueAsString(draft));
                return;
            }
        }
        context.status(404);
    }

    private static Map<String, Object> piece(
            String channel, int utterance, long start, long end, String text) {
        var piece = new LinkedHashMap<String, Object>();
        piece.put("channel", channel);
        piece.put("utterance", utterance);
        piece.put("startMillis", start);
        piece.put("endMillis", end);
        piece.put("text", text);
        return piece;
    }

    private static Predicate<Map<String, Object>> same(String channel, int utterance) {
        return piece ->
                piece.get("channel").equals(channel) && piece.get("utterance").equals(utterance);
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> pieces(String id, String kind) {
        return (List<Map<String, Object>>) calls.get(id).get(kind);
    }

    @Override
    public void close() {
        server.close();
    }
}
