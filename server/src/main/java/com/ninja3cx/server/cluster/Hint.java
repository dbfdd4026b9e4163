package com.ninja3cx.server.cluster;

import org.jspecify.annotations.Nullable;

/// Something changed: look into the database to see what. A hint may be lost or come twice; only
/// [PartialShown] and [AtDraft] carry content of their own, because it is never stored.
public sealed interface Hint {

    record CallChanged(String callId) implements Hint {}

    /// Words so far of an utterance; `channel` is `agent` or `caller`, times count from the start
    /// of the call.
    record PartialShown(
            String callId,
            String channel,
            long utterance,
            long startMillis,
            long endMillis,
            String text,
            int stableWords)
            implements Hint {}

    /// A segment was committed.
    record SegmentStored(String callId, String revision, String channel, long utterance)
            implements Hint {}

    /// Partials of this utterance came to nothing.
    record SegmentDropped(String callId, String channel, long utterance) implements Hint {}

    record DraftChanged(String callId, String draftId) implements Hint {}

    /// Somebody is in a field of a draft; stored nowhere.
    ///
    /// @param window which of their windows, by a name the page makes up
    /// @param field null = they have left
    record AtDraft(
            String callId, String draftId, String window, String name, @Nullable String field)
            implements Hint {}

    record SpeechStateChanged() implements Hint {}
}
