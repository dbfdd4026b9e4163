package com.ninja3cx.server.ticket;

import com.ninja3cx.server.directory.Requester;
import com.ninja3cx.server.i18n.Words;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A ticket before it is one.
///
/// @param id ours: `draft_` and random characters
/// @param callId null for a ticket asked for through the API
/// @param reference ends the ticket's subject, such as `[3CX-7K2M]`; unique
/// @param version grows with each change
/// @param candidates people who share the caller's number: one must be chosen
/// @param touched fields a person has changed; never overwritten afterwards
/// @param missing codes of what is still awaited or unknown, such as `transcript`
/// @param deadline when it sends itself; only while COUNTING
/// @param note what a person should know; empty texts for nothing
/// @param revision of the transcript it was made from; empty without one
/// @param transcriptHash tells whether that text has changed since
/// @param boardId, statusId as the guide names them; null = from the settings
public record Draft(
        String id,
        @Nullable String callId,
        String reference,
        DraftState state,
        long version,
        Content content,
        List<Requester> candidates,
        Set<String> touched,
        List<String> missing,
        @Nullable Instant deadline,
        Words note,
        String revision,
        String transcriptHash,
        @Nullable Integer boardId,
        @Nullable Integer statusId,
        @Nullable Integer ticketId,
        @Nullable String ticketUrl,
        Instant createdAt) {

    static final Words NOTHING = new Words("", "");

    public Draft {
        candidates = List.copyOf(candidates);
        touched = Set.copyOf(touched);
        missing = List.copyOf(missing);
        if ((deadline != null) != (state == DraftState.COUNTING)) {
            throw new IllegalArgumentException(
                    "a deadline belongs to a countdown, and to nothing else");
        }
    }

    Draft in(DraftState other, Words why) {
        return copy(
                other,
                content,
                candidates,
                touched,
                missing,
                null,
                why,
                revision,
                transcriptHash,
                ticketId,
                ticketUrl);
    }

    Draft counting(Instant until) {
        return copy(
                DraftState.COUNTING,
                content,
                candidates,
                touched,
                missing,
                until,
                note,
                revision,
                transcriptHash,
                ticketId,
                ticketUrl);
    }

    Draft with(Content other, Set<String> byPerson) {
        return copy(
                state,
                other,
                candidates,
                byPerson,
                missing,
                deadline,
                note,
                revision,
                transcriptHash,
                ticketId,
                ticketUrl);
    }

    Draft noted(Words why) {
        return copy(
                state,
                content,
                candidates,
                touched,
                missing,
                deadline,
                why,
                revision,
                transcriptHash,
                ticketId,
                ticketUrl);
    }

    Draft proposed(
            Content proposal,
            List<Requester> people,
            List<String> awaited,
            String read,
            String hash) {
        return copy(
                state,
                proposal.under(content, touched),
                people,
                touched,
                awaited,
                deadline,
                note,
                read,
                hash,
                ticketId,
                ticketUrl);
    }

    Draft revised(String read, String hash) {
        return copy(
                state,
                content,
                candidates,
                touched,
                missing,
                deadline,
                note,
                read,
                hash,
                ticketId,
                ticketUrl);
    }

    Draft sent(int ticket, String url) {
        return copy(
                DraftState.SENT,
                content,
                candidates,
                touched,
                missing,
                null,
                NOTHING,
                revision,
                transcriptHash,
                ticket,
                url);
    }

    private Draft copy(
            DraftState newState,
            Content newContent,
            List<Requester> people,
            Set<String> byPerson,
            List<String> awaited,
            @Nullable Instant until,
            Words why,
            String read,
            String hash,
            @Nullable Integer ticket,
            @Nullable String url) {
        return new Draft(
                id,
                callId,
                reference,
                newState,
                version,
                newContent,
                people,
                byPerson,
                awaited,
                until,
                why,
                read,
                hash,
                boardId,
                statusId,
                ticket,
                url,
                createdAt);
    }
}
