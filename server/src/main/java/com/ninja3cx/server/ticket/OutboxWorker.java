package com.ninja3cx.server.ticket;

import com.ninja3cx.server.cluster.Bus;
import com.ninja3cx.server.cluster.Hint;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.ninjaone.Failure;
import com.ninja3cx.server.ninjaone.NinjaOneException;
import com.ninja3cx.server.ninjaone.Outcome;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Delivers outbox entries one by one; several may run, in one process or in many.
///
/// That a request is about to leave is stored before it leaves. Whoever finds such an entry after
/// its lease ended knows that nobody knows: it is searched, at least twice and until no request of
/// ours can take effect any more, before it is sent again. Where no search can tell, a person
/// decides.
final class OutboxWorker {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxWorker.class);

    /// How long after a request ended a create may still appear, beyond the request's own time-out.
    static final Duration SETTLE = Duration.ofSeconds(90);

    private static final Duration FIRST_SEARCH = Duration.ofSeconds(10);
    private static final Duration SECOND_SEARCH = Duration.ofSeconds(45);
    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(15);
    private static final int MOST_SENDS_UNKNOWN = 4;

    private final Database database;
    private final DraftStore drafts;
    private final OutboxStore outbox;
    private final Delivery delivery;
    private final Search search;
    private final Bus bus;
    private final InstantSource clock;
    private final Duration deadline;
    private final IntFunction<URI> ticketPage;
    private final BiConsumer<OutboxPoint, Entry> point;
    private final String name = UUID.randomUUID().toString();

    /// @param deadline longest time of one request
    /// @param point called at each named moment; does nothing outside tests
    OutboxWorker(
            Database database,
            DraftStore drafts,
            OutboxStore outbox,
            Delivery delivery,
            Search search,
            Bus bus,
            InstantSource clock,
            Duration deadline,
            IntFunction<URI> ticketPage,
            BiConsumer<OutboxPoint, Entry> point) {
        this.database = database;
        this.drafts = drafts;
        this.outbox = outbox;
        this.delivery = delivery;
        this.search = search;
        this.bus = bus;
        this.clock = clock;
        this.deadline = deadline;
        this.ticketPage = ticketPage;
        this.point = point;
    }

    /// How long an entry stays with a worker that does not come back: longer than the look-ups, a
    /// token, the request and its one repetition after a 401 can take together.
    Duration lease() {
        return deadline.multipliedBy(8);
    }

    /// Works on one entry. False = none is due.
    boolean once() {
        Optional<Entry> claimed = outbox.claim(name, lease());
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
        Outcome<Integer> outcome = delivery.deliver(entry);
        point.accept(OutboxPoint.REPLY_READ, entry);
        switch (outcome) {
            case Outcome.Sent<Integer>(Integer ticket) -> done(entry, "send", ticket);
            case Outcome.Refused<Integer>(Failure failure) -> refused(entry, failure);
            case Outcome.Unknown<Integer>(Failure failure) ->
                    unknown(entry, "send", failure.line(), failure.words());
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
        Instant now = clock.instant();
        OutboxStore.Next next =
                switch (failure.kind()) {
                    case NOT_REACHED, THROTTLED, AUTHORIZATION ->
                            new OutboxStore.Next(
                                    EntryState.READY,
                                    now.plus(backOff(entry.sends(), failure.retryAfter())),
                                    0,
                                    null,
                                    entry.ticketId(),
                                    failure.words());
                    case INVALID, UNCERTAIN -> parked(entry, failure.words());
                };
        settle(entry, next, "send", "refused", failure.line());
    }

    private void unknown(Entry entry, String what, String line, Words words) {
        Instant now = clock.instant();
        boolean often = entry.sends() > MOST_SENDS_UNKNOWN;
        OutboxStore.Next next =
                often
                        ? parked(entry, words)
                        : new OutboxStore.Next(
                                EntryState.UNKNOWN,
                                now.plus(FIRST_SEARCH),
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
            Failure failure = e.failure();
            settle(
                    entry,
                    later(
                            entry,
                            backOff(entry.searches() + 1, failure.retryAfter()),
                            entry.searches(),
                            failure.words()),
                    "search",
                    "failed",
                    failure.line());
            return;
        }
        switch (finding) {
            case Search.Finding.There(int ticket) -> done(entry, "search", ticket);
            case Search.Finding.NotThere() -> absent(entry, true);
            case Search.Finding.CannotTell() -> absent(entry, false);
        }
    }

    private void absent(Entry entry, boolean believed) {
        Instant now = clock.instant();
        Instant since = entry.uncertainSince() == null ? now : entry.uncertainSince();
        Instant last = since.plus(deadline).plus(SETTLE);
        int searches = entry.searches() + 1;
        if (searches < 2 || now.isBefore(last)) {
            Instant second = since.plus(SECOND_SEARCH);
            Instant due =
                    now.isBefore(second)
                            ? second
                            : now.isBefore(last) ? last : now.plus(FIRST_SEARCH);
            settle(
                    entry,
                    later(entry, Duration.between(now, due), searches, entry.reason()),
                    "search",
                    "not_found",
                    "");
        } else if (believed) {
            settle(
                    entry,
                    new OutboxStore.Next(
                            EntryState.READY, now, 0, null, entry.ticketId(), entry.reason()),
                    "search",
                    "not_there",
                    "sent again");
        } else {
            Words why =
                    new Words(
                            "NinjaOne n'a pas répondu et aucun tableau sans condition ne prouve que"
                                    + " le ticket n'existe pas : cherchez %s dans NinjaOne, puis"
                                            .formatted(entry.marker())
                                    + " renvoyez ou abandonnez.",
                            "NinjaOne did not answer and no board without conditions proves that the"
                                    + " ticket does not exist: look for %s in NinjaOne, then send"
                                            .formatted(entry.marker())
                                    + " again or discard.");
            settle(entry, parked(entry, why), "search", "cannot_tell", "");
        }
    }

    private void done(Entry entry, String what, int ticket) {
        var next =
                new OutboxStore.Next(
                        EntryState.SENT,
                        clock.instant(),
                        entry.searches(),
                        null,
                        ticket,
                        Draft.NOTHING);
        settle(entry, next, what, "sent", "ticket " + ticket);
        LOG.info(
                "ninja {} {} done, ticket {}, call {}",
                entry.intent().kind(),
                entry.marker(),
                ticket,
                entry.callId());
    }

    private OutboxStore.Next parked(Entry entry, Words why) {
        return new OutboxStore.Next(
                EntryState.PARKED,
                clock.instant(),
                entry.searches(),
                entry.uncertainSince(),
                entry.ticketId(),
                why);
    }

    private OutboxStore.Next later(Entry entry, Duration wait, int searches, Words why) {
        return new OutboxStore.Next(
                EntryState.UNKNOWN,
                clock.instant().plus(wait),
                searches,
                entry.uncertainSince(),
                entry.ticketId(),
                why);
    }

    private void settle(
            Entry entry, OutboxStore.Next next, String what, String outcome, String detail) {
        boolean ours =
                database.write(
                        handle -> {
                            if (!outbox.settle(handle, entry, next)) {
                                return false;
                            }
                            outbox.attempt(handle, entry.id(), what, outcome, detail);
                            Integer ticket = next.ticketId();
                            if (next.state() == EntryState.SENT && ticket != null) {
                                outbox.passTicket(handle, entry.draftId(), ticket);
                            }
                            drafts.find(handle, entry.draftId())
                                    .map(draft -> after(draft, entry, next))
                                    .ifPresent(draft -> drafts.save(handle, draft));
                            point.accept(OutboxPoint.BEFORE_COMMIT, entry);
                            return true;
                        });
        point.accept(OutboxPoint.AFTER_COMMIT, entry);
        if (ours && !outcome.equals("sent")) {
            LOG.warn(
                    "ninja {} {} {} {} {}, call {}",
                    entry.intent().kind(),
                    entry.marker(),
                    what,
                    outcome,
                    detail,
                    entry.callId());
        }
        bus.publish(new Hint.DraftChanged(String.valueOf(entry.callId()), entry.draftId()));
    }

    private @Nullable Draft after(Draft draft, Entry entry, OutboxStore.Next next) {
        Integer ticket = next.ticketId();
        boolean creates = entry.intent() instanceof Intent.CreateTicket;
        if (creates && next.state() == EntryState.SENT && ticket != null) {
            return draft.sent(ticket, ticketPage.apply(ticket).toString());
        }
        if (creates) {
            return draft.in(
                    next.state() == EntryState.PARKED ? DraftState.PARKED : DraftState.QUEUED,
                    next.reason());
        }
        return draft.noted(next.state() == EntryState.SENT ? Draft.NOTHING : next.reason());
    }

    private static Duration backOff(int attempts, @Nullable Duration asked) {
        Duration wait = Duration.ofSeconds(5L << Math.min(8, Math.max(0, attempts - 1)));
        wait = wait.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : wait;
        return asked != null && asked.compareTo(wait) > 0 ? asked : wait;
    }
}
