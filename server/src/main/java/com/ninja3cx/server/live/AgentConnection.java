package com.ninja3cx.server.live;

import com.ninja3cx.protocol.AgentMessage;
import com.ninja3cx.protocol.AudioChunk;
import com.ninja3cx.protocol.Channel;
import com.ninja3cx.protocol.ProtocolVersion;
import com.ninja3cx.protocol.ServerMessage;
import com.ninja3cx.protocol.Wire;
import com.ninja3cx.server.access.Identity;
import com.ninja3cx.server.call.CallJournal;
import com.ninja3cx.server.ops.Version;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/// The talk with one agent over one socket. Messages are handled one at a time, in order.
final class AgentConnection {

    private static final Logger LOG = LoggerFactory.getLogger(AgentConnection.class);

    private static final int MAX_STREAMS = 8;
    private static final int MAX_CALLS = 8;
    private static final int MIN_RATE = 8_000;
    private static final int MAX_RATE = 48_000;

    private static final int PROTOCOL_ERROR = 1002;
    private static final int UNREADABLE = 1007;
    private static final int POLICY = 1008;
    private static final int TRY_LATER = 1013;

    private final AgentCalls calls;
    private final CallJournal journal;
    private final Identity identity;
    private final SendQueue out;
    private final Locale locale;
    private final FollowedDrafts drafts;
    private final Map<String, LiveLeg> legs = new HashMap<>();
    private final Map<Integer, OpenStream> streams = new ConcurrentHashMap<>();

    /// Streams whose channel goes on under another number: pieces of them may still come.
    private final Deque<Integer> replaced = new ArrayDeque<>();

    private volatile boolean holding;
    private boolean greeted;
    private @Nullable String extension;

    AgentConnection(
            AgentCalls calls,
            CallJournal journal,
            Identity identity,
            SendQueue out,
            Locale locale,
            Drafts drafts,
            String page) {
        this.calls = calls;
        this.journal = journal;
        this.identity = identity;
        this.out = out;
        this.locale = locale;
        this.drafts = new FollowedDrafts(drafts::news, page, this::tell);
        this.extension = identity.extension();
    }

    /// Handles a text frame.
    void text(String json) {
        if (holding) {
            return;
        }
        AgentMessage message;
        try {
            message = Wire.readAgentMessage(json);
        } catch (JacksonException | IllegalArgumentException e) {
            refuseAndClose(UNREADABLE, Refusal.MALFORMED_MESSAGE);
            return;
        }
        if (!greeted && !(message instanceof AgentMessage.Hello)) {
            refuseAndClose(PROTOCOL_ERROR, Refusal.HELLO_FIRST);
            return;
        }
        try {
            handle(message);
        } catch (UncheckedIOException full) {
            notKept(full);
        } catch (IllegalStateException full) {
            notTaken(full);
        }
    }

    private void handle(AgentMessage message) {
        switch (message) {
            case AgentMessage.Hello hello -> greet(hello);
            case AgentMessage.CallStarted started -> callStarted(started);
            case AgentMessage.StreamStarted started -> streamStarted(started);
            case AgentMessage.StreamEnded(int stream, long samples) -> streamEnded(stream, samples);
            case AgentMessage.CallEnded(String ref, Instant at) -> callEnded(ref, at);
            case AgentMessage.Unknown unknown -> LOG.debug("unknown message of a newer agent");
        }
    }

    /// Handles a binary frame.
    void binary(ByteBuffer frame) {
        if (holding) {
            return;
        }
        AudioChunk chunk;
        try {
            chunk = AudioChunk.decode(frame);
        } catch (AudioChunk.MalformedFrameException e) {
            refuseAndClose(UNREADABLE, Refusal.malformedFrame(String.valueOf(e.getMessage())));
            return;
        }
        OpenStream stream = streams.get(chunk.stream());
        if (stream == null) {
            if (!replaced.contains(chunk.stream())) {
                refuseAndClose(PROTOCOL_ERROR, Refusal.unknownStream(chunk.stream()));
            }
            return;
        }
        try {
            stream.heard().take(stream, chunk);
        } catch (Placement.GapException e) {
            refuseAndClose(POLICY, Refusal.GAP_TOO_LARGE);
            return;
        } catch (UncheckedIOException full) {
            notKept(full);
            return;
        } catch (IllegalStateException full) {
            notTaken(full);
            return;
        }
        stream.took(chunk.sequence());
        stream.acknowledge();
    }

    private void notTaken(IllegalStateException full) {
        holding = true;
        LOG.warn("whisper: sound cannot be taken: {}", full.getMessage());
        out.close(TRY_LATER, "too much sound waits: connect again");
    }

    /// Acknowledges what was held back while too much sound waited.
    void tick(boolean ping) {
        streams.values().forEach(OpenStream::acknowledge);
        if (ping) {
            out.ping();
            drafts.lookAgain();
        }
    }

    private void greet(AgentMessage.Hello hello) {
        OptionalInt version = ProtocolVersion.agree(hello.minProtocol(), hello.maxProtocol());
        if (version.isEmpty()) {
            refuseAndClose(
                    PROTOCOL_ERROR, Refusal.version(hello.minProtocol(), hello.maxProtocol()));
            return;
        }
        greeted = true;
        if (extension == null) {
            extension = hello.extension();
        }
        tell(new ServerMessage.Welcome(version.getAsInt(), Version.CURRENT, identity.name()));
    }

    private void callStarted(AgentMessage.CallStarted started) {
        if (!named(started.callRef(), started.startedAt())) {
            return;
        }
        String bound = identity.extension();
        if (bound != null && started.extension() != null && !bound.equals(started.extension())) {
            refuse(Refusal.wrongExtension(bound), started.callRef(), null);
            return;
        }
        legs.values().removeIf(LiveLeg::finished);
        if (legs.size() >= MAX_CALLS && !legs.containsKey(started.callRef())) {
            refuse(Refusal.TOO_MANY_CALLS, started.callRef(), null);
            return;
        }
        String owner = identity.keyId() == null ? identity.name() : identity.keyId();
        AgentCalls.Opened opened =
                calls.open(
                        this,
                        started.callRef(),
                        owner + ":" + started.callRef(),
                        AnnouncedCall.read(started, journal.newCallId(), extension, calls.now()));
        legs.put(started.callRef(), opened.leg());
        tell(new ServerMessage.CallOpened(started.callRef(), opened.call().id()));
        if (opened.closed()) {
            tell(new ServerMessage.CallClosed(started.callRef()));
        }
        drafts.follow(opened.call().id(), started.callRef());
    }

    /// The ticket draft of a call may be another one now.
    void draftChanged(String callId) {
        drafts.changed(callId);
    }

    private boolean named(@Nullable String callRef, @Nullable Object rest) {
        if (callRef == null || callRef.isBlank() || callRef.length() > 200 || rest == null) {
            refuse(Refusal.MISSING_FIELD, callRef, null);
            return false;
        }
        return true;
    }

    private void streamStarted(AgentMessage.StreamStarted started) {
        LiveLeg leg = leg(started.callRef(), started.stream());
        if (leg == null || started.channel() == null) {
            return;
        }
        if (started.sampleRate() < MIN_RATE || started.sampleRate() > MAX_RATE) {
            refuse(
                    Refusal.sampleRate(started.sampleRate(), MIN_RATE, MAX_RATE),
                    started.callRef(),
                    started.stream());
            return;
        }
        Optional<OpenStream> before =
                streams.values().stream()
                        .filter(each -> each.is(started.callRef(), started.channel()))
                        .findFirst();
        boolean known = before.isPresent() || streams.containsKey(started.stream());
        if (streams.size() >= MAX_STREAMS && !known) {
            refuse(Refusal.TOO_MANY_STREAMS, started.callRef(), started.stream());
            return;
        }
        HeardChannel heard = leg.channel(started.channel());
        if (!heard.ended()) {
            calls.streaming(leg.leg().callId());
        }
        var stream = new OpenStream(started, heard, this, out);
        long resumeAt =
                before.isPresent()
                        ? heard.change(started.sampleRate(), before.get(), stream)
                        : heard.open(started.sampleRate(), stream);
        before.ifPresent(this::replace);
        replaced.remove(started.stream());
        streams.put(started.stream(), stream);
        tell(new ServerMessage.StreamOpened(started.stream(), resumeAt));
    }

    private void replace(OpenStream before) {
        streams.remove(before.number());
        replaced.add(before.number());
        if (replaced.size() > MAX_STREAMS) {
            replaced.remove();
        }
    }

    private @Nullable LiveLeg leg(@Nullable String callRef, @Nullable Integer stream) {
        LiveLeg leg = callRef == null ? null : legs.get(callRef);
        if (leg == null) {
            refuse(Refusal.UNKNOWN_CALL, callRef, stream);
        }
        return leg;
    }

    private void streamEnded(int number, long samples) {
        OpenStream stream = streams.remove(number);
        if (stream == null) {
            if (!replaced.contains(number)) {
                refuse(Refusal.unknownStream(number), null, number);
            }
            return;
        }
        stream.heard().end(stream, samples);
    }

    private void callEnded(@Nullable String callRef, @Nullable Instant at) {
        LiveLeg leg = leg(callRef, null);
        if (leg == null) {
            return;
        }
        streams.values().removeIf(each -> each.partOf(leg.callRef()));
        leg.end(AnnouncedCall.ended(at, calls.now()));
    }

    /// The socket is gone.
    void closed() {
        Instant now = calls.now();
        legs.values().forEach(each -> each.detach(this, now));
    }

    /// Says something to the agent, on any thread.
    void tell(ServerMessage message) {
        switch (message) {
            case ServerMessage.Partial partial ->
                    out.sendLatest(
                            words(partial.callRef(), partial.channel(), partial.utterance()),
                            Wire.write(message));
            case ServerMessage.DraftReady ready ->
                    out.sendLatest("draft " + ready.draft(), Wire.write(message));
            case ServerMessage.Final said -> {
                out.withdraw(words(said.callRef(), said.channel(), said.utterance()));
                out.send(Wire.write(message));
            }
            case ServerMessage.Welcome _,
                    ServerMessage.Rejected _,
                    ServerMessage.CallOpened _,
                    ServerMessage.StreamOpened _,
                    ServerMessage.Received _,
                    ServerMessage.Committed _,
                    ServerMessage.CallClosed _,
                    ServerMessage.Countdown _,
                    ServerMessage.TicketSent _,
                    ServerMessage.Unknown _ ->
                    out.send(Wire.write(message));
        }
    }

    /// Words cannot be stored: their sound must come again.
    void notStored() {
        holding = true;
        out.close(TRY_LATER, "words cannot be stored: connect again");
    }

    private void notKept(UncheckedIOException full) {
        holding = true;
        LOG.error("error: {}: {}", full.getMessage(), String.valueOf(full.getCause()));
        out.close(TRY_LATER, full.getMessage() + ": connect again");
    }

    private static String words(String callRef, Channel channel, long utterance) {
        return "words " + callRef + " " + channel + " " + utterance;
    }

    private void refuse(Refusal refusal, @Nullable String callRef, @Nullable Integer stream) {
        tell(
                new ServerMessage.Rejected(
                        refusal.code(), refusal.words().in(locale), callRef, stream));
    }

    private void refuseAndClose(int closeCode, Refusal refusal) {
        refuse(refusal, null, null);
        out.close(closeCode, refusal.code() + ": " + refusal.words().in(locale));
    }

    /// The server is about to stop: what comes from now on is left with the agent, also that a
    /// stream ended, because sound before it may be left out.
    void hold() {
        holding = true;
    }

    /// The server stops: the agent should come back soon.
    void goAway() {
        out.close(1012, "restart");
    }
}
