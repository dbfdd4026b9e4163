package com.ninja3cx.server.ticket.delivery;

import com.ninja3cx.server.ninjaone.Board;
import com.ninja3cx.server.ninjaone.NinjaOne;
import com.ninja3cx.server.ninjaone.NinjaOneException;
import com.ninja3cx.server.ninjaone.TicketForm;
import com.ninja3cx.server.ninjaone.TicketStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A tenant's own ids for the guide's names. Looked up, nothing is assumed; kept for ten minutes.
public final class TicketTerms {

    private static final Duration KEEP = Duration.ofMinutes(10);

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

    public TicketTerms(NinjaOne ninja, InstantSource clock) {
        this.clock = clock;
        this.statuses = new Kept<>(ninja::statuses);
        this.forms = new Kept<>(ninja::forms);
        this.boards = new Kept<>(ninja::boards);
    }

    public List<TicketStatus> statuses() throws NinjaOneException {
        return statuses.get(clock.instant());
    }

    /// Those a ticket can be made with.
    public List<TicketForm> forms() throws NinjaOneException {
        return forms.get(clock.instant()).stream().filter(TicketForm::active).toList();
    }

    List<Board> boards() throws NinjaOneException {
        return boards.get(clock.instant());
    }

    /// The form new tickets get; empty when there is no such active one.
    ///
    /// @param wanted null = the tenant's default, otherwise its first
    Optional<TicketForm> form(@Nullable Integer wanted) throws NinjaOneException {
        return TicketForm.chosen(forms.get(clock.instant()), wanted);
    }

    /// An id the tenant has is taken as it is; otherwise the guide's 1 = New, 2 = Open, … by name.
    Optional<Integer> status(int id) throws NinjaOneException {
        return TicketStatus.meant(statuses.get(clock.instant()), id).map(TicketStatus::statusId);
    }

    boolean closed(int statusId) throws NinjaOneException {
        return TicketStatus.closed(statuses.get(clock.instant()), statusId);
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
