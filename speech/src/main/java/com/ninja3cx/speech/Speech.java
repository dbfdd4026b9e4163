package com.ninja3cx.speech;

import java.util.Optional;
import java.util.function.Consumer;

/// The speech engine as the rest of the product sees it: one per process, shared by all calls.
///
/// Thread-safe. Decoding runs on the engine's own platform threads; listeners are called from
/// these, one at a time for each stream, in order, and should return quickly.
public interface Speech extends AutoCloseable {

    /// Whether words can be produced now. A server is up before its model is.
    State state();

    /// Opens one channel of one call. Streams may be opened while the model still loads: sound is
    /// kept (bounded) and decoded later.
    LiveStream open(StreamOptions options, Consumer<RecognizerEvent> listener);

    /// Opens a second, better reading of one channel, in whole windows of up to 30 s of speech. It
    /// may follow a running call, or go over kept sound; live words go first.
    ///
    /// @param language `fr`, `en` …; empty = found out from the sound
    /// @param listener called from the engine's thread, segments in order of time
    RevisionStream revise(Optional<String> language, Consumer<RevisedSegment> listener);

    /// How busy the engine is.
    Load load();

    @Override
    void close();

    /// Where the engine stands.
    sealed interface State {
        /// `doing` says in words what is going on, e.g. a download with its percentage.
        record Starting(Wording doing) implements State {}

        record Ready(String model) implements State {}

        /// `why` says what happened and what to do.
        record Failed(Code code, Wording why) implements State {

            /// What failed, for programs.
            public enum Code {
                /// The model cannot be had: no network, no space, an unknown name.
                MODEL_UNAVAILABLE,
                /// The engine does not start on this machine.
                ENGINE_BROKEN
            }
        }
    }

    /// Work at hand and since the start.
    ///
    /// @param streams open now
    /// @param waitingFinals ended utterances that wait to be decoded, or are being decoded
    /// @param oldestFinalMillis how long the oldest of them has waited
    /// @param worstLagMillis how far the most belated stream is behind: from the end of its oldest
    ///   utterance that is not yet text to the sound that came last, or the sound that nobody
    ///   listened to yet; how long somebody has been speaking does not count
    /// @param finals utterances decoded so far
    /// @param dropped utterances that turned out to hold no words
    /// @param partials partial results given
    /// @param replacedPartials partial results given up for newer ones: a sign of load, not of loss
    /// @param failures decodes that failed and were given up after a second try
    /// @param readAhead utterances read when their speaker had fallen silent, before it was certain
    ///   that they had ended
    /// @param usedAhead how many of these had ended there indeed
    /// @param waitingPartials streams of which new words could be shown
    /// @param paceMillis new sound after which another partial of a stream is made: grows with load
    /// @param busy share of their time in which the decoding threads had live work lately, 0 to 1
    record Load(
            int streams,
            int waitingFinals,
            long oldestFinalMillis,
            long worstLagMillis,
            long finals,
            long dropped,
            long partials,
            long replacedPartials,
            long failures,
            long readAhead,
            long usedAhead,
            int waitingPartials,
            int paceMillis,
            double busy) {

        public static final Load NONE = new Load(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

        /// An ended utterance waits longer than this only where more is said than can be read.
        private static final long LONGEST_WAIT_MILLIS = 4_000;

        /// How far final texts are behind, in milliseconds, where the engine hears more than it can
        /// follow; 0 = it keeps up. Nothing is lost meanwhile: texts come later, partials are
        /// rarer.
        public long behindMillis() {
            return oldestFinalMillis > LONGEST_WAIT_MILLIS ? oldestFinalMillis : 0;
        }
    }
}
