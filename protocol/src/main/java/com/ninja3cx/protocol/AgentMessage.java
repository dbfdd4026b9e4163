package com.ninja3cx.protocol;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a desktop agent says to the server, as JSON text frames. Sound travels apart, as
/// [AudioChunk]. Fields that a side does not know are ignored; a message type that the server does
/// not know is [Unknown].
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        property = "type",
        defaultImpl = AgentMessage.Unknown.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = AgentMessage.Hello.class, name = "hello"),
    @JsonSubTypes.Type(value = AgentMessage.CallStarted.class, name = "callStarted"),
    @JsonSubTypes.Type(value = AgentMessage.StreamStarted.class, name = "streamStarted"),
    @JsonSubTypes.Type(value = AgentMessage.StreamEnded.class, name = "streamEnded"),
    @JsonSubTypes.Type(value = AgentMessage.CallEnded.class, name = "callEnded"),
})
@JsonIgnoreProperties(ignoreUnknown = true)
public sealed interface AgentMessage {

    /// First message on every connection: the protocol versions the agent can speak and who it is.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Hello(
            int minProtocol,
            int maxProtocol,
            String agentVersion,
            @Nullable String extension,
            @Nullable String host)
            implements AgentMessage {}

    /// A call began. `callRef` is the agent's own name for it, the same after every reconnection;
    /// `callId` is the PBX's, when the agent knows it.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record CallStarted(
            String callRef,
            @Nullable String callId,
            @Nullable String extension,
            @Nullable Direction direction,
            @Nullable String caller,
            @Nullable String callee,
            Instant startedAt)
            implements AgentMessage {}

    /// A sound stream of a call opens, or opens again: after a cut, or because its rate changes.
    /// `stream` is a number the agent chose for this connection; call and channel name the stream
    /// across connections. The server answers with [ServerMessage.StreamOpened], and only then may
    /// chunks follow. `sampleRate` is 8,000 to 48,000 Hz.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record StreamStarted(int stream, String callRef, Channel channel, int sampleRate)
            implements AgentMessage {}

    /// No chunk follows on this stream. `samples` is its whole length, so that the server knows if
    /// any are missing.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record StreamEnded(int stream, long samples) implements AgentMessage {}

    /// The call is over. The server answers [ServerMessage.CallClosed] when its text is stored for
    /// good.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record CallEnded(String callRef, Instant endedAt) implements AgentMessage {}

    /// A message of a newer agent: logged and left alone.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Unknown() implements AgentMessage {}
}
