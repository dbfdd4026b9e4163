package com.ninja3cx.protocol;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the server says to a desktop agent. Times inside a call are milliseconds from the start of
/// its stream.
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        property = "type",
        defaultImpl = ServerMessage.Unknown.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = ServerMessage.Welcome.class, name = "welcome"),
    @JsonSubTypes.Type(value = ServerMessage.Rejected.class, name = "rejected"),
    @JsonSubTypes.Type(value = ServerMessage.CallOpened.class, name = "callStarted"),
    @JsonSubTypes.Type(value = ServerMessage.StreamOpened.class, name = "streamOpened"),
    @JsonSubTypes.Type(value = ServerMessage.Received.class, name = "received"),
    @JsonSubTypes.Type(value = ServerMessage.Committed.class, name = "committed"),
    @JsonSubTypes.Type(value = ServerMessage.Partial.class, name = "partial"),
    @JsonSubTypes.Type(value = ServerMessage.Final.class, name = "final"),
    @JsonSubTypes.Type(value = ServerMessage.CallClosed.class, name = "callClosed"),
    @JsonSubTypes.Type(value = ServerMessage.DraftReady.class, name = "draftReady"),
    @JsonSubTypes.Type(value = ServerMessage.Countdown.class, name = "countdown"),
    @JsonSubTypes.Type(value = ServerMessage.TicketSent.class, name = "ticketSent"),
})
@JsonIgnoreProperties(ignoreUnknown = true)
public sealed interface ServerMessage {

    /// Answer to `hello`: the version both sides now speak, and the name of the key that was used.
    record Welcome(int protocol, String serverVersion, String user) implements ServerMessage {}

    /// Something the agent asked for cannot be done; `code` is stable, `message` is for a person.
    record Rejected(String code, String message, @Nullable String callRef, @Nullable Integer stream)
            implements ServerMessage {}

    /// The call is known to the server under `call`.
    record CallOpened(String callRef, String call) implements ServerMessage {}

    /// The stream may be sent, beginning with the sample at `resumeAtMillis` of the stream: after a
    /// cut, text up to there is in the database already, and everything after it must be sent
    /// again; where only the rate changes, all sound up to there has come.
    record StreamOpened(int stream, long resumeAtMillis) implements ServerMessage {}

    /// All chunks up to this sequence number arrived. Flow control: the agent stays at most two
    /// seconds ahead.
    record Received(int stream, long sequence) implements ServerMessage {}

    /// Text up to this moment of the stream is in the database; sound before it is not needed for a
    /// restart.
    record Committed(int stream, long millis) implements ServerMessage {}

    /// Words so far of an utterance still being spoken; replaced by the next partial or the final
    /// of that utterance. The first `stableWords` words no longer change.
    record Partial(
            String callRef,
            Channel channel,
            long utterance,
            long startMillis,
            long endMillis,
            String text,
            int stableWords)
            implements ServerMessage {}

    /// A stored segment. It never changes afterwards; a better reading of the whole call may be
    /// stored beside it.
    record Final(
            String callRef,
            Channel channel,
            long utterance,
            long startMillis,
            long endMillis,
            String text,
            String language,
            double confidence)
            implements ServerMessage {}

    /// The call's text is stored for good: the agent may delete its copy of the sound.
    record CallClosed(String callRef) implements ServerMessage {}

    /// A ticket draft can be looked at under `url`.
    record DraftReady(String callRef, String draft, String title, String url)
            implements ServerMessage {}

    /// The draft will be sent at `deadline`, unless `state` says it is paused, held, discarded or
    /// sent.
    record Countdown(String callRef, String draft, String state, @Nullable Instant deadline)
            implements ServerMessage {}

    /// The ticket exists in NinjaOne.
    record TicketSent(String callRef, long ticket, String url) implements ServerMessage {}

    /// A message of a newer server: left alone.
    record Unknown() implements ServerMessage {}
}
