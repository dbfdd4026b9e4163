package com.ninja3cx.simulator.demo;

import com.ninja3cx.simulator.agent.AgentReport;
import com.ninja3cx.simulator.calls.CallSound;
import com.ninja3cx.simulator.calls.DemoCall;
import com.ninja3cx.simulator.ninjaone.FakeNinjaOne;
import com.ninja3cx.simulator.ninjaone.Options;
import com.ninja3cx.simulator.score.LiveTimes;
import com.ninja3cx.simulator.threecx.FakeThreeCx;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// The main job from end to end, on this machine alone: simulated 3CX and NinjaOne, the real server
/// as a process of its own, a spoken call in real time, the draft, the ticket, and the checks.
public final class Demo {

    /// @param once ends after the ticket instead of staying up
    public record Plan(DemoCall call, int port, boolean once) {}

    private static final int SAMPLE_RATE = 16_000;
    private static final Duration SECOND_TICKET_WATCH = Duration.ofSeconds(2);
    private static final Duration TIME_TO_OPEN = Duration.ofSeconds(20);
    private static final Duration TICK = Duration.ofMillis(150);

    private final Plan plan;
    private final Screen screen;
    private final Keyboard keyboard;
    private final Set<String> settled = new HashSet<>();
    private final InstantSource clock = InstantSource.system();
    private final long began = System.nanoTime();

    public Demo(Plan plan, Screen screen, Keyboard keyboard) {
        this.plan = plan;
        this.screen = screen;
        this.keyboard = keyboard;
    }

    /// Plays it. Returns when everything was checked; unless `once`, only when the server ends.
    ///
    /// @return whether every check passed
    /// @throws DemoFailure when it could not be played to the end
    public boolean play() throws DemoFailure, InterruptedException {
        CallSound sound = sound(plan.call());
        try (FakeNinjaOne ninja =
                        FakeNinjaOne.start(0, Options.strict(clock).with(Options.Consent.ASK));
                FakeThreeCx pbx = FakeThreeCx.start(0);
                DemoServer server = DemoServer.start(plan, screen, ninja, pbx)) {
            screen.title("Dans le navigateur : %s", "In the browser: %s", server.browser());
            letOpen();
            boolean passed = call(sound, ninja, pbx, server);
            if (!plan.once()) {
                stayUp(ninja, pbx, server);
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
        try (var phone = new PhoneCall(screen, server, settled)) {
            AgentReport heard = phone.play(plan.call(), sound, pbx, "demo-1");
            new TicketWatch(screen, ninja, plan.call()).await(server, phone.feed(), plan.once());
            double toTicket = (System.nanoTime() - phone.hungUpAt()) / 1e9;
            TimeUnit.NANOSECONDS.sleep(SECOND_TICKET_WATCH.toNanos());
            settle(phone);
            return conclude(ninja, phone.words(), heard, phone.feed(), toTicket);
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

    private CallSound sound(DemoCall call) throws DemoFailure {
        try {
            return CallSound.decode(call, SAMPLE_RATE);
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

    /// Gives a person time to open the address before anybody speaks.
    private void letOpen() throws InterruptedException {
        if (!keyboard.present()) {
            return;
        }
        for (long left = TIME_TO_OPEN.toSeconds(); left > 0; left--) {
            screen.passing(
                    screen.words(
                            "  L'appel commence dans %d s, le temps d'ouvrir ce lien. Entrée : tout"
                                    + " de suite",
                            "  The call begins in %d s: time to open that link. Enter: at once",
                            left));
            if (keyboard.enterWithin(Duration.ofSeconds(1))) {
                break;
            }
        }
        screen.endPassing();
    }

    /// Until Ctrl-C; Enter plays another call, which nobody checks: its draft is for playing with.
    private void stayUp(FakeNinjaOne ninja, FakeThreeCx pbx, DemoServer server)
            throws IOException, DemoFailure, InterruptedException {
        List<String> names = DemoCall.names();
        int turn = names.indexOf(plan.call().name());
        for (int number = 2; ; number++) {
            invite(server);
            while (!keyboard.enterWithin(TICK)) {
                server.checkAlive();
            }
            turn = (turn + 1) % names.size();
            DemoCall next = DemoCall.named(names.get(turn));
            play(next, "demo-" + number, ninja, pbx, server);
        }
    }

    private void play(
            DemoCall call, String id, FakeNinjaOne ninja, FakeThreeCx pbx, DemoServer server)
            throws IOException, DemoFailure, InterruptedException {
        int before = ninja.tickets().size();
        try (var phone = new PhoneCall(screen, server, settled)) {
            phone.play(call, sound(call), pbx, id);
            var view = new DraftView(screen);
            while (!view.over() && !keyboard.enterWithin(TICK)) {
                server.checkAlive();
                phone.feed().draft().ifPresent(view::show);
            }
            settle(phone);
            screen.endPassing();
            ninja.tickets().stream()
                    .skip(before)
                    .forEach(
                            ticket ->
                                    screen.say(
                                            "✓ Ticket n° %d : « %s »",
                                            "✓ Ticket no. %d: “%s”",
                                            ticket.id(),
                                            ticket.subject()));
        }
    }

    /// The draft of this call is not looked at any more.
    private void settle(PhoneCall phone) {
        phone.feed().draft().ifPresent(draft -> settled.add(draft.path("id").asString("")));
    }

    private void invite(DemoServer server) throws InterruptedException {
        screen.title(
                "Le serveur reste ouvert : %s", "The server stays up: %s", server.anotherBrowser());
        screen.line(
                keyboard.present()
                        ? screen.words(
                                "Entrée : un autre appel · Ctrl-C : arrêter",
                                "Enter: another call · Ctrl-C: stop")
                        : screen.words("Ctrl-C pour l'arrêter.", "Ctrl-C stops it."));
    }
}
