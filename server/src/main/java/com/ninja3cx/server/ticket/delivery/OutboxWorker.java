package com.ninja3cx.server.ticket.delivery;

import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.ninjaone.Failure;
import com.ninja3cx.server.ninjaone.NinjaOneException;
import com.ninja3cx.server.ninjaone.Outcome;
import com.ninja3cx.server.ticket.draft.Draft;
import com.ninja3cx.server.ticket.outbox.Entry;
import com.ninja3cx.server.ticket.outbox.EntryState;
import com.ninja3cx.server.ticket.outbox.OutboxStore;
import com.ninja3cx.server.ticket.outbox.Settling;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Delivers outbox entries one by one; several may run, in one process or in many.
///
/// That a request is about to leave is stored before it leaves. Whoever finds such an entry after
/// its lease ended knows that nobody knows: it is searched, at least twice and until no request of
/// ours can take effect any more, before it is sent again. Where no search can tell, a person
/// decides. A worker whose lease nears its end sends nothing any more, so that no request of an
/// entry is under way when somebody else takes it.
public final class OutboxWorker {

    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(15);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final OutboxStore outbox;
    private final Delivery delivery;
    private final Search search;
    private final Doubt doubt;
    private final SoundWait soundWait;
    private final Settling settling;
    private final Outage outage;
    private final InstantSource clock;
    private final Patience patience;
    private final BiConsumer<OutboxPoint, Entry> point;
    private final String name = UUID.randomUUID().toString();

    /// @param point called at each named moment; does nothing outside tests
    public OutboxWorker(
            OutboxStore outbox,
            Delivery delivery,
            Search search,
            Doubt doubt,
            SoundWait soundWait,
            Settling settling,
            Outage outage,
            InstantSource clock,
            Patience patience,
            BiConsumer<OutboxPoint, Entry> point) {
        this.outbox = outbox;
        this.delivery = delivery;
        this.search = search;
        this.doubt = doubt;
        this.soundWait = soundWait;
        this.settling = settling;
        this.outage = outage;
        this.clock = clock;
        this.patience = patience;
        this.point = point;
    }

    /// Works on one entry. False = none is due, or NinjaOne is left alone for a while.
    public boolean once() {
        if (outage.now()) {
            return false;
        }
        Optional<Entry> claimed = outbox.claim(name, patience.lease());
        if (claimed.isEmpty()) {
            return false;
        }
        Entry entry = claimed.get();
        switch (entry.state()) {
            case READY -> send(entry);
            case SENDING -> recover(entry);
            case UNKNOWN -> look(entry);
            case SENT, PARKED, CANCELLED ->
                    throw new IllegalStateException("claimed an entry that is " + entry.state());
        }
        return true;
    }

    private void send(Entry entry) {
        point.accept(OutboxPoint.BEFORE_REQUEST, entry);
        outbox.aboutToSend();
        var departure = new Departure(outbox, entry, clock, patience.timeout());
        Outcome<Integer> outcome = delivery.deliver(entry, departure);
        point.accept(OutboxPoint.REPLY_READ, entry);
        switch (outcome) {
            case Outcome.Sent<Integer>(Integer ticket) -> {
                outage.reached();
                done(entry, "send", ticket);
            }
            case Outcome.Refused<Integer>(Failure failure) -> refused(entry, failure);
            case Outcome.Unknown<Integer>(Failure failure) -> {
                outage.uncertain();
                unknown(entry, "send", failure.line(), failure.words());
            }
        }
    }

    private void recover(Entry entry) {
        unknown(
                entry,
                "recover",
                "the server stopped while sending",
                new Words(
                        "Le serveur s'est arrêté pendant l'envoi : NinjaOne est interrogé avant"
                                + " tout nouvel envoi.",
                        "The server stopped while sending: NinjaOne is searched before anything is"
                                + " sent again."));
    }

    private void refused(Entry entry, Failure failure) {
        if (Delivery.soundMissing(failure)) {
            judged(entry, "send", soundWait.judge(entry, failure));
            return;
        }
        Instant now = clock.instant();
        if (Delivery.ticketClosed(failure)
                && entry.repeatsWordsOf(outbox.ofDraft(entry.draftId()))) {
            outage.reached();
            Words late = OwnRefusal.closedBeforeTheLateNote();
            settle(
                    entry,
                    Settling.Next.skipped(entry, now, late),
                    "send",
                    "skipped",
                    failure.line());
            return;
        }
        Words why = OwnRefusal.words(failure);
        Settling.Next next =
                switch (failure.kind()) {
                    case NOT_REACHED, THROTTLED -> {
                        if (Delivery.onlyHere(failure)) {
                            yield Settling.Next.ready(entry, now.plus(SOON), why);
                        }
                        outage.refused(failure.retryAfter());
                        yield Settling.Next.ready(entry, now, why);
                    }
                    case AUTHORIZATION -> {
                        outage.uncertain();
                        yield Settling.Next.ready(
                                entry, now.plus(backOff(entry.sends(), failure.retryAfter())), why);
                    }
                    case INVALID, UNCERTAIN -> {
                        outage.reached();
                        yield Settling.Next.parked(entry, now, why);
                    }
                };
        settle(entry, next, "send", "refused", failure.line());
    }

    private void unknown(Entry entry, String what, String line, Words words) {
        Instant now = clock.instant();
        var next =
                new Settling.Next(
                        EntryState.UNKNOWN,
                        now.plus(patience.firstSearch()),
                        0,
                        now,
                        entry.ticketId(),
                        words);
        settle(entry, next, what, "unknown", line);
    }

    private void look(Entry entry) {
        Search.Finding finding;
        try {
            finding = search.find(entry);
        } catch (NinjaOneException e) {
            lookFailed(entry, e.failure());
            return;
        }
        outage.reached();
        switch (finding) {
            case Search.Finding.There(int ticket) -> done(entry, "search", ticket);
            case Search.Finding.NotThere(Instant upTo) ->
                    judged(entry, "search", doubt.absent(entry, upTo));
            case Search.Finding.CannotTell(boolean behind) ->
                    judged(entry, "search", doubt.hidden(entry, behind));
        }
    }

    private void judged(Entry entry, String what, Settling.Verdict verdict) {
        settle(entry, verdict.next(), what, verdict.outcome(), verdict.detail());
    }

    private void lookFailed(Entry entry, Failure failure) {
        Instant now = clock.instant();
        Settling.Next next =
                switch (failure.kind()) {
                    case NOT_REACHED, THROTTLED, UNCERTAIN -> {
                        outage.refused(failure.retryAfter());
                        yield Settling.Next.later(entry, now, entry.searches(), failure.words());
                    }
                    case AUTHORIZATION -> {
                        outage.uncertain();
                        Duration wait = backOff(entry.searches() + 1, failure.retryAfter());
                        yield Settling.Next.later(
                                entry, now.plus(wait), entry.searches(), failure.words());
                    }
                    case INVALID -> Settling.Next.parked(entry, now, failure.words());
                };
        settle(entry, next, "search", "failed", failure.line());
    }

    private void done(Entry entry, String what, int ticket) {
        var next =
                new Settling.Next(
                        EntryState.SENT,
                        clock.instant(),
                        entry.searches(),
                        null,
                        ticket,
                        Draft.NOTHING);
        settle(entry, next, what, "sent", "ticket " + ticket);
    }

    private void settle(
            Entry entry, Settling.Next next, String what, String outcome, String detail) {
        settling.settle(
                entry,
                next,
                what,
                outcome,
                detail,
                () -> point.accept(OutboxPoint.BEFORE_COMMIT, entry));
        point.accept(OutboxPoint.AFTER_COMMIT, entry);
    }

    private static Duration backOff(int attempts, @Nullable Duration asked) {
        Duration wait = Duration.ofSeconds(5L << Math.min(8, Math.max(0, attempts - 1)));
        wait = wait.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : wait;
        return asked != null && asked.compareTo(wait) > 0 ? asked : wait;
    }
}
