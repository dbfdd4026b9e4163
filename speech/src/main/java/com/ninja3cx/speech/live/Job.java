package com.ninja3cx.speech.live;

import com.ninja3cx.speech.vad.EndpointEvent.Utterance;

/// What a stream asks of the decoding threads, in order.
sealed interface Job {

    /// Decode an utterance for good.
    ///
    /// @param since nano time at which it began to wait
    record Final(long number, Utterance utterance, long since) implements Job {}

    /// Report that everything before this sample is reported.
    record Mark(long sample, long nextUtterance) implements Job {}

    /// Report the end of the stream.
    record End(long sample) implements Job {}
}
