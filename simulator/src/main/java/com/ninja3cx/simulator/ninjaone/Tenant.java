package com.ninja3cx.simulator.ninjaone;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Everything one NinjaOne customer has stored. Every access holds the lock.
final class Tenant {

    /// A ticket with its history.
    record Stored(Ticket ticket, Instant updated, List<Note> notes) {}

    record Pending(Instant due, Runnable work) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final InstantSource clock;
    private final List<Pending> pending = new ArrayList<>();
    private int lastTicket = 1_000;
    private int lastNote = 5_000;
    private int lastPerson = 900;

    final Map<Integer, Organisation> organisations = new TreeMap<>();

    /// Which organisation a location belongs to.
    final Map<Integer, Integer> locations = new TreeMap<>();

    final Map<Integer, Contact> contacts = new TreeMap<>();
    final Map<Integer, User> users = new TreeMap<>();
    final Map<Integer, Device> devices = new TreeMap<>();
    final Map<Integer, TicketStatus> statuses = new TreeMap<>();
    final Map<Integer, TicketForm> forms = new TreeMap<>();
    final Map<Integer, Board> boards = new TreeMap<>();
    final Map<Integer, Stored> tickets = new LinkedHashMap<>();
    final List<Mail> mails = new ArrayList<>();

    Tenant(InstantSource clock) {
        this.clock = clock;
    }

    <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    void locked(Runnable work) {
        locked(
                () -> {
                    work.run();
                    return true;
                });
    }

    /// Work that takes effect once the clock has moved on by `after`.
    void later(Duration after, Runnable work) {
        locked(() -> pending.add(new Pending(clock.instant().plus(after), work)));
    }

    /// Does what has become due; called before every look at the tenant.
    void settle() {
        List<Pending> due =
                locked(
                        () -> {
                            Instant now = clock.instant();
                            List<Pending> found =
                                    pending.stream().filter(p -> !p.due.isAfter(now)).toList();
                            pending.removeAll(found);
                            return found;
                        });
        due.forEach(entry -> entry.work.run());
    }

    Instant now() {
        return clock.instant();
    }

    double seconds() {
        return clock.instant().toEpochMilli() / 1_000.0;
    }

    int nextTicketId() {
        return ++lastTicket;
    }

    int nextNoteId() {
        return ++lastNote;
    }

    int nextPersonId() {
        return ++lastPerson;
    }

    Stored ticket(int id) {
        Stored stored = tickets.get(id);
        if (stored == null) {
            throw Refusal.missingEntity("TICKET_NOT_FOUND");
        }
        return stored;
    }

    void change(int id, int statusId) {
        Stored stored = ticket(id);
        TicketStatus status = statuses.get(statusId);
        if (status == null) {
            throw new IllegalArgumentException("there is no status " + statusId);
        }
        tickets.put(id, new Stored(stored.ticket().in(status), now(), stored.notes()));
    }

    Optional<String> mailOf(String uid) {
        return contacts.values().stream()
                .filter(contact -> contact.uid().equals(uid))
                .map(Contact::email)
                .findFirst()
                .or(
                        () ->
                                users.values().stream()
                                        .filter(user -> user.uid().equals(uid))
                                        .map(User::email)
                                        .findFirst());
    }

    boolean knowsPerson(String uid) {
        return contacts.values().stream().anyMatch(contact -> contact.uid().equals(uid))
                || users.values().stream().anyMatch(user -> user.uid().equals(uid));
    }
}
