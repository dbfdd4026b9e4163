package com.ninja3cx.simulator.demo;

import com.ninja3cx.simulator.agent.AgentCall;
import com.ninja3cx.simulator.agent.AgentReport;
import com.ninja3cx.simulator.agent.StreamingAgent;
import com.ninja3cx.simulator.calls.CallSound;
import com.ninja3cx.simulator.calls.DemoCall;
import com.ninja3cx.simulator.threecx.FakeThreeCx;
import com.ninja3cx.simulator.threecx.FinishedCall;
import com.ninja3cx.simulator.threecx.Journal;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/// One call from ringing to the report of the 3CX: its sound in real time, its words on the screen.
final class PhoneCall implements AutoCloseable {

    private static final String EXTENSION = "201";
    private static final Duration TICK = Duration.ofMillis(50);

    private final Screen screen;
    private final DemoServer server;
    private final LiveFeed feed;
    private final InstantSource clock = InstantSource.system();
    private LiveWords words;
    private long hungUpAt;

    /// @param settled ids of the drafts of earlier calls
    PhoneCall(Screen screen, DemoServer server, Set<String> settled) {
        this.screen = screen;
        this.server = server;
        this.feed = new LiveFeed(server.address(), server.key(), settled);
        this.words = new LiveWords(screen, 0);
    }

    /// What the page in a browser gets meanwhile.
    LiveFeed feed() {
        return feed;
    }

    LiveWords words() {
        return words;
    }

    /// As of [System#nanoTime].
    long hungUpAt() {
        return hungUpAt;
    }

    /// Plays it to its end. Returns when its text is stored.
    ///
    /// @param id of the call in the PBX
    AgentReport play(DemoCall call, CallSound sound, FakeThreeCx pbx, String id)
            throws IOException, DemoFailure, InterruptedException {
        String number = call.caller().number();
        screen.title(
                "☎  Appel de %s vers le poste %s (« %s », %d s)",
                "☎  Call from %s to extension %s (“%s”, %d s)",
                number,
                EXTENSION,
                call.name(),
                sound.millis() / 1_000);
        words = new LiveWords(screen, sound.millis());
        try (var agent = new StreamingAgent(server.address(), server.key(), words)) {
            Instant start = Instant.ofEpochMilli(clock.millis());
            feed.callStarts(start.toEpochMilli());
            var streaming =
                    new FutureTask<>(
                            () ->
                                    agent.stream(
                                            AgentCall.incoming(number, EXTENSION, start, sound)));
            Thread.ofVirtual().name("agent").start(streaming);
            while (!streaming.isDone() && clock.millis() < start.toEpochMilli() + sound.millis()) {
                TimeUnit.NANOSECONDS.sleep(TICK.toNanos());
            }
            screen.endPassing();
            if (streaming.isDone()) {
                heard(streaming);
            }
            hungUpAt = System.nanoTime();
            screen.title("☎  Raccroché", "☎  Hung up");
            var finished =
                    FinishedCall.incoming(
                                    id, number, EXTENSION, start, Duration.ofMillis(sound.millis()))
                            .withRecording(pbx.record(id + ".wav", sound.wav()).toString());
            report(pbx, finished);
            AgentReport heard = heard(streaming);
            screen.endPassing();
            return heard;
        }
    }

    private void report(FakeThreeCx pbx, FinishedCall finished)
            throws IOException, DemoFailure, InterruptedException {
        HttpResponse<String> answer =
                pbx.report(server.address(), server.webhookSecret(), Journal.GUIDE.write(finished));
        if (answer.statusCode() / 100 != 2) {
            throw new DemoFailure(
                    screen.words(
                            "Le serveur refuse le rapport d'appel du 3CX : HTTP %d %s",
                            "The server refuses the call report of the 3CX: HTTP %d %s",
                            answer.statusCode(),
                            answer.body()));
        }
    }

    private AgentReport heard(FutureTask<AgentReport> streaming)
            throws DemoFailure, InterruptedException {
        try {
            AgentReport report = streaming.get();
            if (!report.closed()) {
                throw new DemoFailure(
                        screen.words(
                                "Le serveur n'a pas confirmé que le texte de l'appel est"
                                        + " enregistré. Ses derniers mots :%n%s",
                                "The server did not confirm that the text of the call is stored."
                                        + " Its last words:%n%s",
                                server.lastWords()));
            }
            return report;
        } catch (ExecutionException failed) {
            server.checkAlive();
            throw new DemoFailure(
                    screen.words(
                            "L'appel n'a pas pu être transmis au serveur : %s",
                            "The call could not be streamed to the server: %s", why(failed)));
        }
    }

    private static String why(ExecutionException failed) {
        Throwable cause = failed.getCause() == null ? failed : failed.getCause();
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    @Override
    public void close() {
        feed.close();
    }
}
