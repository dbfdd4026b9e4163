package com.ninja3cx.simulator.demo;

import com.ninja3cx.simulator.calls.DemoCall;
import com.ninja3cx.simulator.ninjaone.FakeNinjaOne;
import com.ninja3cx.simulator.ninjaone.Ticket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Waits for the ticket of a call while showing its draft.
final class TicketWatch {

    private static final Duration TICKET_PATIENCE = Duration.ofSeconds(90);
    private static final Duration NOTE_PATIENCE = Duration.ofSeconds(20);
    private static final Duration TICK = Duration.ofMillis(150);

    private final Screen screen;
    private final FakeNinjaOne ninja;
    private final DemoCall call;

    TicketWatch(Screen screen, FakeNinjaOne ninja, DemoCall call) {
        this.screen = screen;
        this.ninja = ninja;
        this.call = call;
    }

    /// Returns when the ticket and its transcript are there, or when that took too long. A person
    /// may hold the draft in the browser: then, unless `hurried`, it waits as long as they like.
    ///
    /// @throws DemoFailure when the server ends meanwhile
    void await(DemoServer server, LiveFeed feed, boolean hurried)
            throws DemoFailure, InterruptedException {
        var view = new DraftView(screen);
        long deadline = System.nanoTime() + TICKET_PATIENCE.toNanos();
        while (ninja.tickets().isEmpty()) {
            server.checkAlive();
            feed.draft().ifPresent(view::show);
            boolean patient = !hurried && view.held();
            if (System.nanoTime() > deadline && !patient) {
                screen.endPassing();
                screen.say(
                        "✗ Aucun ticket après %d s. Derniers mots du serveur :%n%s",
                        "✗ No ticket after %d s. The server's last words:%n%s",
                        TICKET_PATIENCE.toSeconds(),
                        server.lastWords());
                return;
            }
            TimeUnit.NANOSECONDS.sleep(TICK.toNanos());
        }
        long noteDeadline = System.nanoTime() + NOTE_PATIENCE.toNanos();
        Ticket ticket = ninja.tickets().getFirst();
        while (!hasTranscript(ticket) && System.nanoTime() < noteDeadline) {
            server.checkAlive();
            TimeUnit.NANOSECONDS.sleep(TICK.toNanos());
        }
        feed.draft().ifPresent(view::show);
        screen.endPassing();
        screen.say(
                "✓ Ticket n° %d : « %s »", "✓ Ticket no. %d: “%s”", ticket.id(), ticket.subject());
    }

    private boolean hasTranscript(Ticket ticket) {
        return SentTranscript.in(ninja.notes(ticket.id()), call.caller().requester()).isPresent();
    }
}
