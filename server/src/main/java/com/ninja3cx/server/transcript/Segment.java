package com.ninja3cx.server.transcript;

/// Text that was said, stored and never changed.
///
/// @param revision [#LIVE], written while the call ran, or [#REVISED], the better reading of the
///   whole call
/// @param utterance number within call, revision and channel; leg n of a call counts from n million
/// @param startMillis from the start of the call
/// @param language code such as `fr`
/// @param confidence 0 to 1
public record Segment(
        String callId,
        String revision,
        Party channel,
        long utterance,
        long startMillis,
        long endMillis,
        String text,
        String language,
        double confidence) {

    public static final String LIVE = "live";
    public static final String REVISED = "revised";

    /// Utterances of leg n are numbered from n times this on.
    public static final long PER_LEG = 1_000_000;
}
