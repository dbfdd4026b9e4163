package com.ninja3cx.server.e2e;

import static org.awaitility.Awaitility.await;

import com.ninja3cx.server.App;
import com.ninja3cx.server.Outside;
import com.ninja3cx.server.access.Scope;
import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.simulator.agent.AgentCall;
import com.ninja3cx.simulator.agent.AgentReport;
import com.ninja3cx.simulator.agent.Observed;
import com.ninja3cx.simulator.agent.StreamingAgent;
import com.ninja3cx.simulator.calls.CallSound;
import com.ninja3cx.simulator.demo.SentTranscript;
import com.ninja3cx.simulator.ninjaone.FakeNinjaOne;
import com.ninja3cx.simulator.ninjaone.Note;
import com.ninja3cx.simulator.ninjaone.Options;
import com.ninja3cx.simulator.ninjaone.Ticket;
import com.ninja3cx.simulator.threecx.FakeThreeCx;
import com.ninja3cx.simulator.threecx.FinishedCall;
import com.ninja3cx.speech.Speech;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A whole provider on this machine: the real server with the real model, beside a simulated 3CX
/// and a simulated NinjaOne.
final class Provider implements AutoCloseable {

    static final String SECRET = "a-secret-of-the-pbx";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();

    final FakeNinjaOne ninja;
    final FakeThreeCx pbx;
    final InstantSource clock;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> environment = new HashMap<>();
    private final Path folder;
    private App app;
    private final String key;

    /// @param settings names and values in turn, over those that every test needs
    Provider(Path folder, String... settings) throws Exception {
        this(InstantSource.system(), folder, settings);
    }

    /// @param clock of the server and of the simulated NinjaOne
    Provider(InstantSource clock, Path folder, String... settings) throws Exception {
        this.clock = clock;
        this.ninja = FakeNinjaOne.start(0, Options.strict(clock));
        this.pbx = FakeThreeCx.start(0);
        this.folder = folder;
        environment.put("PORT", "0");
        environment.put("BIND_ADDRESS", "127.0.0.1");
        environment.put("DATA_DIR", folder.resolve("data").toString());
        environment.put("NINJA_BASE_URL", ninja.baseUri().toString());
        environment.put("NINJA_CLIENT_ID", Options.CLIENT_ID);
        environment.put("NINJA_CLIENT_SECRET", Options.CLIENT_SECRET);
        environment.put("NINJA_REFRESH_TOKEN", ninja.newRefreshToken());
        environment.put("NINJA_TICKET_FORM_ID", "1");
        environment.put("NINJA_BOARD_ID", "2");
        environment.put("WEBHOOK_SECRET", SECRET);
        environment.put("RECORDING_HOSTS", pbx.baseUri().getAuthority());
        environment.put("COUNTDOWN_SECONDS", "0");
        for (int i = 0; i < settings.length; i += 2) {
            environment.put(settings[i], settings[i + 1]);
        }
        this.app = started();
        this.key =
                app.apiKeys()
                        .create("e2e", Set.of(Scope.AGENT, Scope.READ, Scope.TICKETS), null)
                        .secret();
        await().atMost(Duration.ofMinutes(10))
                .until(() -> RealSpeech.shared().state() instanceof Speech.State.Ready);
        // Whoever calls in the first second of a new server is not known to it yet.
        await().atMost(PATIENCE)
                .until(() -> !get("/api/directory/people?q=roux").path("people").isEmpty());
    }

    private App started() throws Exception {
        return App.start(
                Settings.load(environment, folder),
                new Outside(clock, new SecureRandom(), whisper -> RealSpeech.shared()));
    }

    /// Stops the server as a signal would, and starts it again where it was.
    void restart() throws Exception {
        environment.put("PORT", Integer.toString(app.port()));
        app.close();
        app = started();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + app.port());
    }

    /// A call that ends now, however fast it is played.
    AgentCall call(String caller, String extension, CallSound sound, double pace) {
        long lasts = Math.round(sound.millis() / pace);
        Instant start = Instant.ofEpochMilli(clock.millis()).minusMillis(sound.millis() - lasts);
        return AgentCall.incoming(caller, extension, start, sound).withPace(pace);
    }

    AgentReport stream(AgentCall call) throws Exception {
        return stream(call, seen -> {});
    }

    AgentReport stream(AgentCall call, Consumer<Observed> watcher) throws Exception {
        try (var agent = new StreamingAgent(address(), key, watcher)) {
            return agent.stream(call);
        }
    }

    /// What the PBX knows of a streamed call after its end.
    FinishedCall finished(AgentCall call, String pbxCallId) {
        return FinishedCall.incoming(
                pbxCallId,
                call.caller(),
                call.extension(),
                call.startedAt(),
                Duration.ofMillis(call.sound().millis()));
    }

    HttpResponse<String> report(String body) throws Exception {
        return pbx.report(address(), SECRET, body);
    }

    List<JsonNode> calls() throws Exception {
        return List.copyOf(get("/api/calls").path("calls").values());
    }

    JsonNode get(String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(address().resolve(path))
                        .header("Authorization", "Bearer " + key)
                        .build();
        return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    /// Waits for the empty ticket with which a server that has just started tries whether it may
    /// write: it is sent to where tickets are sent, and would meet the fault meant for them.
    void awaitTrialOfWriting() {
        await().atMost(PATIENCE)
                .until(
                        () ->
                                ninja.requests().stream()
                                        .anyMatch(sent -> sent.is("POST", "/ticketing/ticket")));
    }

    Ticket awaitTicket() {
        await().atMost(PATIENCE).until(() -> !ninja.tickets().isEmpty());
        return ninja.tickets().getFirst();
    }

    SentTranscript awaitTranscript(Ticket ticket) {
        await().atMost(PATIENCE)
                .until(() -> SentTranscript.in(ninja.notes(ticket.id()), "").isPresent());
        return SentTranscript.in(ninja.notes(ticket.id()), "").orElseThrow();
    }

    String requester(Ticket ticket) {
        return ninja.contacts().stream()
                .filter(contact -> contact.uid().equals(ticket.requesterUid()))
                .map(contact -> contact.firstName() + " " + contact.lastName())
                .findFirst()
                .orElse("");
    }

    String organisation(Ticket ticket) {
        return ninja.organisations().stream()
                .filter(organisation -> organisation.id() == ticket.clientId())
                .findFirst()
                .orElseThrow()
                .name();
    }

    boolean anythingPublic(Ticket ticket) {
        return ninja.notes(ticket.id()).stream()
                .map(Note::entry)
                .anyMatch(entry -> entry.publicEntry());
    }

    @Override
    public void close() {
        app.close();
        pbx.close();
        ninja.close();
        http.shutdownNow();
    }
}
