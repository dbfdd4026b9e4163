package com.ninja3cx.server.ticket.api;

import com.ninja3cx.server.ticket.outbox.Attempts;
import com.ninja3cx.server.ticket.outbox.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An outbox entry as JSON shows it.
///
/// @param nextAt when it is sent or searched next; null when nothing is planned
/// @param reason what a person should know; null for nothing
record EntryView(
        String id,
        String draft,
        @Nullable String call,
        String kind,
        String marker,
        String state,
        int sends,
        int searches,
        @Nullable Instant nextAt,
        @Nullable Integer ticket,
        @Nullable String reason,
        Instant createdAt,
        List<Attempts.Attempt> attempts) {

    static EntryView of(Entry entry, List<Attempts.Attempt> attempts, Locale locale) {
        boolean planned =
                switch (entry.state()) {
                    case READY, SENDING, UNKNOWN -> true;
                    case SENT, PARKED, CANCELLED -> false;
                };
        String reason = entry.reason().in(locale);
        return new EntryView(
                entry.id(),
                entry.draftId(),
                entry.callId(),
                entry.intent().kind(),
                entry.marker(),
                entry.state().code(),
                entry.sends(),
                entry.searches(),
                planned ? entry.dueAt() : null,
                entry.ticketId(),
                reason.isEmpty() ? null : reason,
                entry.createdAt(),
                attempts);
    }
}
