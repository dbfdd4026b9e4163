package com.ninja3cx.server.context;

import com.ninja3cx.server.directory.Requester;
import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.ninjaone.NinjaOne;
import com.ninja3cx.server.ninjaone.NinjaOneException;
import com.ninja3cx.server.ninjaone.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The open tickets of callers, asked of NinjaOne and kept for half a minute: a page that looks
/// again costs nothing.
final class OpenTickets {

    private static final Logger LOG = LoggerFactory.getLogger(OpenTickets.class);
    private static final Duration KEEP = Duration.ofSeconds(30);
    private static final int SHOWN = 5;

    /// One of them may be the call's own.
    private static final int ASKED = SHOWN + 1;

    private static final int REMEMBERED = 200;

    /// @param reason why there is no list; null where there is one
    record Found(List<Open> tickets, @Nullable Words reason) {
        Found {
            tickets = List.copyOf(tickets);
        }
    }

    /// An open ticket.
    record Open(int id, String subject, String status, Instant createdAt, String url) {}

    private record Kept(Found found, Instant until) {}

    private final @Nullable NinjaOne ninja;
    private final @Nullable Integer board;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Kept> kept =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
                    return size() > REMEMBERED;
                }
            };

    /// @param ninja null while NinjaOne is not set up
    /// @param board through which tickets are looked for; null = not set
    OpenTickets(@Nullable NinjaOne ninja, @Nullable Integer board, InstantSource clock) {
        this.ninja = ninja;
        this.board = board;
        this.clock = clock;
    }

    /// May take some seconds.
    ///
    /// @param own tickets to leave out
    Found of(@Nullable Requester requester, Predicate<Open> own) {
        if (ninja == null) {
            return no("NinjaOne n'est pas réglé.", "NinjaOne is not set up.");
        }
        if (board == null) {
            return no(
                    "Réglez NINJA_BOARD_ID pour voir les tickets ouverts.",
                    "Set NINJA_BOARD_ID to see open tickets.");
        }
        if (requester == null) {
            return new Found(List.of(), null);
        }
        Optional<Found> known = known(requester.uid());
        Found found = known.isPresent() ? known.get() : asked(ninja, board, requester);
        return new Found(
                found.tickets().stream().filter(own.negate()).limit(SHOWN).toList(),
                found.reason());
    }

    private Optional<Found> known(String uid) {
        lock.lock();
        try {
            Kept known = kept.get(uid);
            return known == null || clock.instant().isAfter(known.until())
                    ? Optional.empty()
                    : Optional.of(known.found());
        } finally {
            lock.unlock();
        }
    }

    private Found asked(NinjaOne from, int through, Requester requester) {
        try {
            List<Open> open =
                    from.openTickets(through, requester.uid(), requester.name(), ASKED).stream()
                            .map(ticket -> open(from, ticket))
                            .toList();
            var found = new Found(open, null);
            lock.lock();
            try {
                kept.put(requester.uid(), new Kept(found, clock.instant().plus(KEEP)));
            } finally {
                lock.unlock();
            }
            return found;
        } catch (NinjaOneException e) {
            LOG.warn("ninja open tickets not read, error {}", e.failure().line());
            return no(
                    "NinjaOne ne répond pas : les tickets ouverts ne sont pas connus.",
                    "NinjaOne does not answer: open tickets are not known.");
        }
    }

    private static Open open(NinjaOne from, Ticket ticket) {
        String shown = ticket.json().path("status").path("displayName").asString("");
        return new Open(
                ticket.id(),
                ticket.subject(),
                shown.isEmpty() ? ticket.statusName() : shown,
                ticket.createTime(),
                from.tenant().ticketPage(ticket.id()).toString());
    }

    private static Found no(String french, String english) {
        return new Found(List.of(), new Words(french, english));
    }
}
