package com.ninja3cx.server.ticket.draft;

import com.ninja3cx.server.directory.Requester;
import com.ninja3cx.server.i18n.Words;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A ticket before it is one.
///
/// @param id ours: `draft_` and random characters
/// @param callId null for a ticket asked for through the API
/// @param reference ends the ticket's subject, such as `[3CX-7K2M]`; unique
/// @param version grows with each change
/// @param candidates people who share the caller's number: one must be chosen
/// @param edits fields a person has changed, by name; never overwritten afterwards
/// @param missing codes of what is still awaited or unknown, such as `transcript`
/// @param deadline when it sends itself; only while COUNTING
/// @param note what a person should know; empty texts for nothing
/// @param revision of the transcript it was made from; empty without one, [#NO_WORDS] when it was
///   sent before its call was over and there was none then either
/// @param transcriptHash tells whether that text has changed since
/// @param overAt when the server saw that the call was over; null while it runs
public record Draft(
        String id,
        @Nullable String callId,
        String reference,
        DraftState state,
        long version,
        Content content,
        List<Requester> candidates,
        Map<String, Edit> edits,
        List<String> missing,
        @Nullable Instant deadline,
        Words note,
        String revision,
        String transcriptHash,
        @Nullable Integer ticketId,
        @Nullable String ticketUrl,
        Instant createdAt,
        @Nullable Instant overAt) {

    public static final Words NOTHING = new Words("", "");

    /// In place of a revision: its call is over and nothing was heard of it.
    static final String NO_WORDS = "none";

    public Draft {
        candidates = List.copyOf(candidates);
        edits = Map.copyOf(edits);
        missing = List.copyOf(missing);
        if ((deadline != null) != (state == DraftState.COUNTING)) {
            throw new IllegalArgumentException(
                    "a deadline belongs to a countdown, and to nothing else");
        }
    }

    /// A person's latest change of one field.
    ///
    /// @param version the draft's version that the change made
    /// @param by whose key or login it was
    /// @param editor the window it was made in; empty for programs
    public record Edit(long version, String by, String editor, Instant at) {}

    /// A draft that has just been made and says nothing of itself yet.
    public static Draft fresh(
            String id,
            @Nullable String callId,
            String reference,
            DraftState state,
            Content content,
            Instant now) {
        return new Draft(
                id, callId, reference, state, 1, content, List.of(), Map.of(), List.of(), null,
                NOTHING, "", "", null, null, now, null);
    }

    /// Fields a person has changed.
    public Set<String> touched() {
        return edits.keySet();
    }

    /// As the guide names it; null = from the settings.
    public @Nullable Integer boardId() {
        return content.filing().boardId();
    }

    /// As the guide names it; null = from the settings.
    public @Nullable Integer statusId() {
        return content.filing().statusId();
    }

    public Draft in(DraftState other, Words why) {
        return changed(
                draft -> {
                    draft.state = other;
                    draft.deadline = null;
                    draft.note = why;
                });
    }

    public Draft counting(Instant until) {
        return changed(
                draft -> {
                    draft.state = DraftState.COUNTING;
                    draft.deadline = until;
                });
    }

    /// A person changed these fields to what `other` says.
    public Draft edited(Content other, Set<String> fields, Editor editor, Instant now) {
        var edit = new Edit(version + 1, editor.name(), editor.window(), now);
        Map<String, Edit> all = new HashMap<>(edits);
        fields.forEach(field -> all.put(field, edit));
        return changed(
                draft -> {
                    draft.content = other;
                    draft.edits = all;
                });
    }

    /// Everything is as a program wants it: nothing of it is proposed anew.
    public Draft asked(Content other, Set<String> fields, Instant now) {
        return edited(other, fields, Editor.PROGRAM, now).in(DraftState.HELD, NOTHING);
    }

    public Draft noted(Words why) {
        return changed(draft -> draft.note = why);
    }

    public Draft awaiting(List<String> awaited) {
        return changed(draft -> draft.missing = awaited);
    }

    /// Takes in a proposal, except where a person has been.
    public Draft proposed(Proposal proposal) {
        return changed(
                draft -> {
                    draft.content = proposal.content().under(content, touched());
                    draft.candidates = proposal.candidates();
                    draft.missing = proposal.missing();
                    draft.revision = proposal.revision();
                    draft.transcriptHash = proposal.hash();
                });
    }

    public Draft revised(String read, String hash) {
        return changed(
                draft -> {
                    draft.revision = read;
                    draft.transcriptHash = hash;
                });
    }

    /// Only what tells which ticket it became.
    public Draft withoutWords(Words why) {
        return changed(
                draft -> {
                    draft.content = content.withoutWords(reference);
                    draft.note = why;
                });
    }

    /// Its call was over at this moment, as far as the server saw.
    public Draft over(Instant now) {
        return overAt != null ? this : changed(draft -> draft.overAt = now);
    }

    public Draft sent(int ticket, String url) {
        return changed(
                draft -> {
                    draft.state = DraftState.SENT;
                    draft.deadline = null;
                    draft.note = NOTHING;
                    draft.ticketId = ticket;
                    draft.ticketUrl = url;
                });
    }

    private Draft changed(Consumer<Parts> change) {
        var parts = new Parts(this);
        change.accept(parts);
        return new Draft(
                id,
                callId,
                reference,
                parts.state,
                version,
                parts.content,
                parts.candidates,
                parts.edits,
                parts.missing,
                parts.deadline,
                parts.note,
                parts.revision,
                parts.transcriptHash,
                parts.ticketId,
                parts.ticketUrl,
                createdAt,
                parts.overAt);
    }

    /// What may change, while it does.
    private static final class Parts {
        private DraftState state;
        private Content content;
        private List<Requester> candidates;
        private Map<String, Edit> edits;
        private List<String> missing;
        private @Nullable Instant deadline;
        private Words note;
        private String revision;
        private String transcriptHash;
        private @Nullable Integer ticketId;
        private @Nullable String ticketUrl;
        private @Nullable Instant overAt;

        Parts(Draft draft) {
            state = draft.state;
            content = draft.content;
            candidates = draft.candidates;
            edits = draft.edits;
            missing = draft.missing;
            deadline = draft.deadline;
            note = draft.note;
            revision = draft.revision;
            transcriptHash = draft.transcriptHash;
            ticketId = draft.ticketId;
            ticketUrl = draft.ticketUrl;
            overAt = draft.overAt;
        }
    }
}
