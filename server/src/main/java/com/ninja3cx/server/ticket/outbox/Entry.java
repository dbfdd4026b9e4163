package com.ninja3cx.server.ticket.outbox;

import com.ninja3cx.server.i18n.Words;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of the outbox.
///
/// @param ordinal place among the entries of its draft; each waits for the ones before
/// @param marker text by which what was written can be found again
/// @param sends how often a request was begun
/// @param searches how often it was looked for since it became uncertain
/// @param uncertainSince from when on no request of ours is under way any more
/// @param leaseNumber grows with every worker that takes it: a late one cannot write over a newer
/// @param leaseUntil when others may take it from a worker that does not come back
/// @param ticketId the ticket it made or wrote to
public record Entry(
        String id,
        String draftId,
        @Nullable String callId,
        int ordinal,
        String marker,
        Intent intent,
        EntryState state,
        int sends,
        int searches,
        Instant dueAt,
        @Nullable Instant uncertainSince,
        long leaseNumber,
        Instant leaseUntil,
        @Nullable Integer ticketId,
        Words reason,
        Instant createdAt) {

    /// Whether a later entry did what this one did not.
    boolean madeUpForBy(Entry later) {
        return state == EntryState.CANCELLED
                && later.ordinal > ordinal
                && later.intent.kind().equals(intent.kind())
                && later.state != EntryState.CANCELLED;
    }

    /// Whether it is a note that came when the words of the call, and what follows them, were on
    /// the ticket already: a better reading of the same words.
    ///
    /// @param all the entries of its draft
    public boolean repeatsWordsOf(List<Entry> all) {
        int between =
                all.stream()
                        .filter(each -> !(each.intent instanceof Intent.AddNote))
                        .mapToInt(Entry::ordinal)
                        .filter(each -> each < ordinal)
                        .max()
                        .orElse(0);
        return intent instanceof Intent.AddNote
                && all.stream()
                        .filter(each -> each.ordinal < between)
                        .filter(each -> each.intent instanceof Intent.AddNote)
                        .anyMatch(each -> each.state == EntryState.SENT);
    }
}
