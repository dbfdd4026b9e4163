package com.ninja3cx.server.ticket.delivery;

import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.ticket.outbox.Attempts;
import com.ninja3cx.server.ticket.outbox.Entry;
import com.ninja3cx.server.ticket.outbox.Settling;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// What a search that found nothing means for an entry: look again, send again, or ask a person.
/// Nothing is sent again while a request of ours, or a board that is late, may still bring it.
public final class Doubt {

    private static final int MOST_SENT_AGAIN = 10;

    private final Attempts attempts;
    private final InstantSource clock;
    private final Patience patience;

    public Doubt(Attempts attempts, InstantSource clock, Patience patience) {
        this.attempts = attempts;
        this.clock = clock;
        this.patience = patience;
    }

    /// Not found where it would be shown if it were older than `upTo`.
    Settling.Verdict absent(Entry entry, Instant upTo) {
        if (tooEarly(entry)) {
            return lookAgain(entry);
        }
        if (upTo.isBefore(last(entry)) && attempts.count(entry.id(), Attempts.CANNOT_TELL) > 0) {
            // What is shown of a board that is late may end just before the ticket.
            return doubt(entry);
        }
        if (attempts.count(entry.id(), Attempts.NOT_THERE) >= MOST_SENT_AGAIN) {
            var next = Settling.Next.parked(entry, clock.instant(), entry.reason());
            return new Settling.Verdict(next, Attempts.NOT_THERE, "sent too often");
        }
        var next = Settling.Next.ready(entry, clock.instant(), entry.reason());
        return new Settling.Verdict(next, Attempts.NOT_THERE, "sent again");
    }

    /// Not found, and nothing can be concluded from it.
    Settling.Verdict hidden(Entry entry, boolean behind) {
        if (tooEarly(entry)) {
            return lookAgain(entry);
        }
        if (behind) {
            return doubt(entry);
        }
        return ask(entry);
    }

    /// From when on a search that finds nothing counts.
    private Instant last(Entry entry) {
        return since(entry).plus(patience.window());
    }

    private Instant since(Entry entry) {
        return entry.uncertainSince() == null ? clock.instant() : entry.uncertainSince();
    }

    /// What was read began when the search was due, or later: a reading from before the last moment
    /// proves nothing, however late its answer is looked at.
    private boolean tooEarly(Entry entry) {
        return entry.searches() < 1 || entry.dueAt().isBefore(last(entry));
    }

    private Settling.Verdict lookAgain(Entry entry) {
        Instant now = clock.instant();
        Instant second = since(entry).plus(patience.secondSearch());
        Instant last = last(entry);
        Instant due =
                now.isBefore(second)
                        ? second
                        : now.isBefore(last) ? last : now.plus(patience.firstSearch());
        var next = Settling.Next.later(entry, due, entry.searches() + 1, entry.reason());
        return new Settling.Verdict(next, "not_found", "");
    }

    /// A board is late: it is asked some more times, then a person is.
    private Settling.Verdict doubt(Entry entry) {
        Instant now = clock.instant();
        Duration doubted = Duration.between(last(entry), now);
        if (doubted.compareTo(patience.longestDoubt()) >= 0) {
            return ask(entry);
        }
        Instant due = now.plus(patience.nextDoubt(doubted));
        var next = Settling.Next.later(entry, due, entry.searches() + 1, late());
        return new Settling.Verdict(
                next,
                Attempts.CANNOT_TELL,
                "a board is late, asked again at " + due.truncatedTo(ChronoUnit.SECONDS));
    }

    private Settling.Verdict ask(Entry entry) {
        var next = Settling.Next.parked(entry, clock.instant(), nobodyKnows(entry));
        return new Settling.Verdict(next, Attempts.CANNOT_TELL, "a person decides");
    }

    private Words late() {
        long minutes = patience.longestDoubt().toMinutes();
        return new Words(
                "NinjaOne n'a pas répondu, et ses tableaux ne montrent pas encore les derniers"
                        + " tickets : la recherche continue jusqu'à %d min avant qu'une personne"
                                .formatted(minutes)
                        + " ne décide.",
                "NinjaOne did not answer, and its boards do not show the newest tickets yet: they"
                        + " are searched for up to %d min before a person decides."
                                .formatted(minutes));
    }

    private static Words nobodyKnows(Entry entry) {
        return new Words(
                "NinjaOne n'a pas répondu et aucun tableau sans condition ne prouve que le ticket"
                        + " n'existe pas : cherchez %s dans NinjaOne, puis renvoyez, marquez comme"
                                .formatted(entry.marker())
                        + " envoyé ou abandonnez.",
                "NinjaOne did not answer and no board without conditions proves that the ticket"
                        + " does not exist: look for %s in NinjaOne, then send again, mark as sent"
                                .formatted(entry.marker())
                        + " or discard.");
    }
}
