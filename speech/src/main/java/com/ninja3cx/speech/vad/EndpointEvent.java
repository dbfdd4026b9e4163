package com.ninja3cx.speech.vad;

/// What the [Endpointer] found. Positions are samples from the start of the stream.
public sealed interface EndpointEvent {

    /// Somebody is speaking; the utterance so far. Reported once for each `partialEvery` of new
    /// sound.
    record Speaking(long start, float[] samples) implements EndpointEvent {}

    /// Somebody has fallen silent; `soFar` is the [Utterance] that will follow if the silence
    /// lasts. Reported only where [Speaking] is.
    record Pausing(Utterance soFar) implements EndpointEvent {}

    /// An utterance, from its pre-roll to its post-roll.
    ///
    /// @param speechStart where the detector first heard speech
    /// @param speechEnd where it last did
    /// @param voicedMillis how much of it the detector took for speech
    record Utterance(
            long start, float[] samples, long speechStart, long speechEnd, int voicedMillis)
            implements EndpointEvent {

        public long end() {
            return start + samples.length;
        }
    }

    /// Nothing before this sample is needed any more: detection starts here as in a fresh stream.
    record Mark(long position) implements EndpointEvent {}
}
