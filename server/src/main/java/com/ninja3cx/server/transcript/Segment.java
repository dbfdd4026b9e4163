package com.ninja3cx.server.transcript;

import java.util.List;

/// Text that was said, stored and never changed.
///
/// @param revision [#LIVE], written while the call ran, or [#REVISED], the better reading of the
///   whole call
/// @param utterance number within call, revision and channel; leg n of a call counts from n million
/// @param startMillis from the start of the call
/// @param language code such as `fr`
/// @param confidence 0 to 1
/// @param words of the text with their places; empty where they are not known
public record Segment(
        String callId,
        String revision,
        Party channel,
        long utterance,
        long startMillis,
        long endMillis,
        String text,
        String language,
        double confidence,
        List<Word> words) {

    public static final String LIVE = "live";
    public static final String REVISED = "revised";

    /// Heard live too, but only repeating what another place holds ([SameVoice]): shown to nobody,
    /// kept for whoever goes on hearing after a cut, to whom it was said all the same.
    public static final String REPEATED = "repeated";

    /// Utterances of leg n are numbered from n times this on.
    public static final long PER_LEG = 1_000_000;

    public Segment {
        words = List.copyOf(words);
    }

    /// Without places of words.
    public Segment(
            String callId,
            String revision,
            Party channel,
            long utterance,
            long startMillis,
            long endMillis,
            String text,
            String language,
            double confidence) {
        this(
                callId,
                revision,
                channel,
                utterance,
                startMillis,
                endMillis,
                text,
                language,
                confidence,
                List.of());
    }

    /// The same with another text, of whose words no places are known.
    Segment withText(String other) {
        return with(revision, other, List.of());
    }

    /// The same put aside.
    Segment repeated() {
        return with(REPEATED, text, words);
    }

    private Segment with(String reading, String said, List<Word> places) {
        return new Segment(
                callId,
                reading,
                channel,
                utterance,
                startMillis,
                endMillis,
                said,
                language,
                confidence,
                places);
    }

    /// Whether both are the same utterance of the same channel in the same reading of a call.
    boolean isSameUtterance(Segment other) {
        return callId.equals(other.callId)
                && revision.equals(other.revision)
                && channel == other.channel
                && utterance == other.utterance;
    }
}
