package com.ninja3cx.speech.live;

import java.util.List;

/// What a thread takes from the queue at once. The lanes in it are its own until it hands them
/// back.
sealed interface Work {

    List<Lane> lanes();

    /// Nothing to decode: marks, ends, and texts that were read ahead.
    record Reports(Lane lane, List<Job> jobs) implements Work {
        @Override
        public List<Lane> lanes() {
            return List.of(lane);
        }
    }

    /// Ended utterances of different streams, longest waiting first.
    record Finals(List<Lane> lanes, List<Job.Final> jobs) implements Work {}

    /// Utterances of different streams that have probably ended.
    record Pauses(List<Lane> lanes, List<Glimpse> glimpses) implements Work {}

    /// Utterances still being spoken, of different streams.
    record Glimpses(List<Lane> lanes, List<Glimpse> glimpses) implements Work {}
}
