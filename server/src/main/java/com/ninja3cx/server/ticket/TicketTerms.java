package com.ninja3cx.server.ticket;

import com.ninja3cx.server.ninjaone.Board;
import com.ninja3cx.server.ninjaone.NinjaOne;
import com.ninja3cx.server.ninjaone.NinjaOneException;
import com.ninja3cx.server.ninjaone.TicketForm;
import com.ninja3cx.server.ninjaone.TicketStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A tenant's own ids for the guide's names. Looked up, nothing is assumed; kept for ten minutes.
final class TicketTerms {

    private static final Duration KEEP = Duration.ofMinutes(10);

    /// The steps of the guide's `statusId`, by the names every tenant has.
    private static final List<String> STEPS =
            List.of("NEW", "OPEN", "WAITING", "PAUSED", "RESOLVED", "CLOSED");

    private interface LookUp<T> {
        T now() throws NinjaOneException;
    }

    /// A look-up that rarely changes.
    private static final class Kept<T> {
        private final LookUp<T> lookUp;
        private @Nullable T value;
        private Instant until = Instant.MIN;
        private final ReentrantLock lock = new ReentrantLock();

        Kept(LookUp<T> lookUp) {
            this.lookUp = lookUp;
        }

        T get(Instant now) throws NinjaOneException {
            lock.lock();
            try {
                T known = value;
                if (known == null || now.isAfter(until)) {
                    known = lookUp.now();
                    value = known;
                    until = now.plus(KEEP);
                }
                return known;
            } finally {
                lock.unlock();
            }
        }
    }

    private final InstantSource clock;
    private final Kept<List<TicketStatus>> statuses;
    private final Kept<List<TicketForm>> forms;
    private final Kept<List<Board>> boards;

    TicketTerms(NinjaOne ninja, InstantSource clock) {
        this.clock = clock;
        this.statuses = new Kept<>(ninja::statuses);
        this.forms = new Kept<>(ninja::forms);
        this.boards = new Kept<>(ninja::boards);
    }

    List<TicketStatus> statuses() throws NinjaOneException {
        return statuses.get(clock.instant());
    }

    /// Those a ticket can be made with.
    List<TicketForm> forms() throws NinjaOneException {
        return forms.get(clock.instant()).stream().filter(TicketForm::active).toList();
    }

    List<Board> boards() throws NinjaOneException {
        return boards.get(clock.instant());
    }

    /// The tenant's default form, otherwise its first; empty when it has no active one.
    Optional<Integer> form() throws NinjaOneException {
        List<TicketForm> active =
                forms.get(clock.instant()).stream().filter(TicketForm::active).toList();
        return active.stream()
                .filter(TicketForm::isDefault)
                .findFirst()
                .or(() -> active.stream().min(Comparator.comparingInt(TicketForm::id)))
                .map(TicketForm::id);
    }

    /// An id the tenant has is taken as it is; otherwise the guide's 1 = New, 2 = Open, … by name.
    Optional<Integer> status(int id) throws NinjaOneException {
        List<TicketStatus> known = statuses.get(clock.instant());
        Optional<TicketStatus> exact =
                known.stream().filter(status -> status.statusId() == id).findFirst();
        return exact.or(() -> byStep(known, id)).map(TicketStatus::statusId);
    }

    private static Optional<TicketStatus> byStep(List<TicketStatus> known, int id) {
        if (id < 1 || id > STEPS.size()) {
            return Optional.empty();
        }
        return known.stream()
                .filter(status -> status.name().equalsIgnoreCase(STEPS.get(id - 1)))
                .findFirst();
    }

    /// All statuses, for a person.
    String statusNames() throws NinjaOneException {
        return String.join(
                ", ",
                statuses.get(clock.instant()).stream()
                        .map(status -> status.statusId() + " " + status.displayName())
                        .toList());
    }
}
