package com.ninja3cx.simulator.demo;

import com.ninja3cx.simulator.agent.AgentCall;
import com.ninja3cx.simulator.agent.AgentReport;
import com.ninja3cx.simulator.agent.StreamingAgent;
import com.ninja3cx.simulator.calls.CallSound;
import com.ninja3cx.simulator.calls.DemoCall;
import com.ninja3cx.simulator.ninjaone.FakeNinjaOne;
import com.ninja3cx.simulator.ninjaone.Options;
import com.ninja3cx.simulator.score.LiveTimes;
import com.ninja3cx.simulator.threecx.FakeThreeCx;
import com.ninja3cx.simulator.threecx.FinishedCall;
import com.ninja3cx.simulator.threecx.Journal;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/// The main job from end to end, on this machine alone: simulated 3CX and NinjaOne, the real server
/// as a process of its own, a spoken call in real time, the draft, the ticket, and the checks.
public final class Demo {

    /// @param once ends after the ticket instead of staying up
    public record Plan(DemoCall call, int port, boolean once) {}

    private static final String EXTENSION = "201";
    private static final int SAMPLE_RATE = 16_000;
    private static final Duration SECOND_TICKET_WATCH = Duration.ofSeconds(2);
    private static final Duration TICK = Duration.ofMillis(50);

    private final Plan plan;
    private final Screen screen;
    private final InstantSource clock = InstantSource.system();
    private final long began = System.nanoTime();

    public Demo(Plan plan, Screen screen) {
        this.plan = plan;
        this.screen = screen;
    }

    /// Plays it. Returns when everything was checked; unless `once`, only when the server ends.
    ///
    /// @return whether every check passed
    /// @throws DemoFailure when it could not be played to the end
    public boolean play() throws DemoFailure, InterruptedException {
        CallSound sound = sound();
        try (FakeNinjaOne ninja =
                        FakeNinjaOne.start(0, Options.strict(clock).with(Options.Consent.ASK));
                FakeThreeCx pbx = FakeThreeCx.start(0);
                DemoServer server = DemoServer.start(plan, screen, ninja, pbx)) {
            screen.title("Dans le navigateur : %s", "In the browser: %s", server.browser());
            boolean passed = call(sound, ninja, pbx, server);
            if (!plan.once()) {
                stayUp(server);
            }
            return passed;
        } catch (IOException broken) {
            throw new DemoFailure(
                    screen.words(
                            "La démonstration s'est interrompue : %s",
                            "The demonstration broke off: %s", broken.getMessage()));
        }
    }

    private boolean call(CallSound sound, FakeNinjaOne ninja, FakeThreeCx pbx, DemoServer server)
            throws IOException, DemoFailure, InterruptedException {
        String number = plan.call().caller().number();
        screen.title(
                "☎  Appel de %s vers le poste %s (« %s », %d s)",
                "☎  Call from %s to extension %s (“%s”, %d s)",
                number,
                EXTENSION,
                plan.call().name(),
                sound.millis() / 1_000);
        var live = new LiveWords(screen, sound.millis());
        try (var feed = new LiveFeed(server.address(), server.key());
                var agent = new StreamingAgent(server.address(), server.key(), live)) {
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
                heard(streaming, server);
            }
            long hungUp = System.nanoTime();
            screen.title("☎  Raccroché", "☎  Hung up");
            report(pbx, server, sound, start);
            AgentReport heard = heard(streaming, server);
            screen.endPassing();
            new TicketWatch(screen, ninja, plan.call()).await(server, feed, plan.once());
            double toTicket = (System.nanoTime() - hungUp) / 1e9;
            TimeUnit.NANOSECONDS.sleep(SECOND_TICKET_WATCH.toNanos());
            return conclude(ninja, live, heard, feed, toTicket);
        }
    }

    private boolean conclude(
            FakeNinjaOne ninja, LiveWords live, AgentReport heard, LiveFeed feed, double toTicket) {
        LiveTimes agent = LiveTimes.of(plan.call().turns(), heard.observed());
        LiveTimes page = LiveTimes.of(plan.call().turns(), feed.observed());
        var checks = new Checks(screen);
        checks.words(live.wordsShownBeforeEnd(), agent.firstPartials());
        checks.tickets(ninja, plan.call());
        screen.title("Vérifications", "Checks");
        for (Checks.Check check : checks.all()) {
            screen.line(
                    "  %s %s : %s"
                            .formatted(check.passed() ? "✓" : "✗", check.name(), check.found()));
        }
        figures(screen.words("poste", "agent"), agent);
        figures(screen.words("page", "page"), page);
        screen.say(
                "  · Ticket complet %.1f s après le raccroché ; %.0f s en tout",
                "  · Ticket complete %.1f s after hanging up; %.0f s altogether",
                toTicket,
                (System.nanoTime() - began) / 1e9);
        if (checks.passed()) {
            screen.title("✓ Tout est en ordre.", "✓ Everything is in order.");
        } else {
            screen.title("✗ Des vérifications ont échoué.", "✗ Some checks failed.");
        }
        return checks.passed();
    }

    private void figures(String where, LiveTimes times) {
        screen.say(
                "  · Premiers mots d'une phrase (%s) : médiane %.1f s, au plus %.1f s ; texte"
                        + " définitif après sa fin : médiane %.1f s, au plus %.1f s",
                "  · First words of a sentence (%s): median %.1f s, at most %.1f s; final text after"
                        + " its end: median %.1f s, at most %.1f s",
                where,
                LiveTimes.percentile(times.firstPartials(), 0.5) / 1_000.0,
                LiveTimes.highest(times.firstPartials()) / 1_000.0,
                LiveTimes.percentile(times.finals(), 0.5) / 1_000.0,
                LiveTimes.highest(times.finals()) / 1_000.0);
    }

    private CallSound sound() throws DemoFailure {
        try {
            return CallSound.decode(plan.call(), SAMPLE_RATE);
        } catch (IOException undecodable) {
            throw new DemoFailure(
                    screen.words(
                            "L'appel ne peut pas être décodé. FFmpeg est-il installé ?"
                                    + " (apt-get install ffmpeg) — %s",
                            "The call cannot be decoded. Is FFmpeg installed?"
                                    + " (apt-get install ffmpeg) — %s",
                            undecodable.getMessage()));
        }
    }

    private void report(FakeThreeCx pbx, DemoServer server, CallSound sound, Instant start)
            throws IOException, DemoFailure, InterruptedException {
        FinishedCall finished =
                FinishedCall.incoming(
                                "demo-1",
                                plan.call().caller().number(),
                                EXTENSION,
                                start,
                                Duration.ofMillis(sound.millis()))
                        .withRecording(pbx.record("demo.wav", sound.wav()).toString());
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

    private AgentReport heard(FutureTask<AgentReport> streaming, DemoServer server)
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

    private void stayUp(DemoServer server) throws DemoFailure, InterruptedException {
        screen.say(
                "Le serveur reste ouvert sur http://localhost:%d/ ; Ctrl-C pour l'arrêter.",
                "The server stays up at http://localhost:%d/; Ctrl-C stops it.", plan.port());
        while (true) {
            server.checkAlive();
            TimeUnit.SECONDS.sleep(1);
        }
    }
}
