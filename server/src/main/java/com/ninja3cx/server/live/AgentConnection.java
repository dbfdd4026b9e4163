package com.ninja3cx.server.live;

import com.ninja3cx.protocol.AgentMessage;
import com.ninja3cx.protocol.AudioChunk;
import com.ninja3cx.protocol.Channel;
import com.ninja3cx.protocol.Direction;
import com.ninja3cx.protocol.ProtocolVersion;
import com.ninja3cx.protocol.ServerMessage;
import com.ninja3cx.protocol.Wire;
import com.ninja3cx.server.access.Identity;
import com.ninja3cx.server.call.Call;
import com.ninja3cx.server.call.CallJournal;
import com.ninja3cx.server.call.CallState;
import com.ninja3cx.server.call.TranscriptState;
import com.ninja3cx.server.call.Trust;
import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.ops.Version;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/// The talk with one agent over one socket. Messages are handled one at a time, in order.
final class AgentConnection implements Listener {

    private static final Logger LOG = LoggerFactory.getLogger(AgentConnection.class);

    private static final int MAX_STREAMS = 8;
    private static final int MAX_CALLS = 8;
    private static final int MIN_RATE = 8_000;
    private static final int MAX_RATE = 48_000;

    /// While more sound than this waits to become text, nothing is acknowledged: the agent keeps
    /// the rest.
    private static final long HOLD_BACK_MILLIS = 60_000;

    private static final Duration CLOCK_DRIFT = Duration.ofMinutes(5);

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
    private boolean greeted;
    private @Nullable String extension;

    /// A stream on this connection and the last chunk of it.
    private static final class OpenStream {
        private final int number;
        private final Channel channel;
        private final String callRef;
        private final HeardChannel heard;
        private volatile long sequence = -1;
        private volatile long acknowledged = -1;

        OpenStream(int number, Channel channel, String callRef, HeardChannel heard) {
            this.number = number;
            this.channel = channel;
            this.callRef = callRef;
            this.heard = heard;
        }
    }

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
        AgentMessage message;
        try {
            message = Wire.readAgentMessage(json);
        } catch (JacksonException | IllegalArgumentException e) {
            refuseAndClose(
                    UNREADABLE,
                    "malformed_message",
                    new Words(
                            "Le message n'est pas du JSON du protocole.",
                            "The message is no JSON of the protocol."));
            return;
        }
        if (!greeted && !(message instanceof AgentMessage.Hello)) {
            refuseAndClose(
                    PROTOCOL_ERROR,
                    "hello_first",
                    new Words("Le premier message doit être hello.", "Say hello first."));
            return;
        }
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
        AudioChunk chunk;
        try {
            chunk = AudioChunk.decode(frame);
        } catch (AudioChunk.MalformedFrameException e) {
            refuseAndClose(
                    UNREADABLE,
                    "malformed_frame",
                    new Words(
                            "Bloc de son illisible : " + e.getMessage(),
                            "Unreadable piece of sound: " + e.getMessage()));
            return;
        }
        OpenStream stream = streams.get(chunk.stream());
        if (stream == null) {
            refuseAndClose(
                    PROTOCOL_ERROR,
                    "unknown_stream",
                    new Words(
                            "Le flux %d n'est pas ouvert.".formatted(chunk.stream()),
                            "Stream %d is not open.".formatted(chunk.stream())));
            return;
        }
        try {
            stream.heard.take(this, chunk);
        } catch (Placement.GapException e) {
            refuseAndClose(
                    POLICY,
                    "gap_too_large",
                    new Words(
                            "Il manque trop de son avant ce bloc.",
                            "Too much sound is missing before this piece."));
            return;
        } catch (IllegalStateException full) {
            LOG.warn("whisper: more sound waits than can be held");
            out.close(TRY_LATER, "too much sound waits: connect again");
            return;
        }
        stream.sequence = Math.max(stream.sequence, chunk.sequence());
        acknowledge(stream);
    }

    /// Acknowledges what was held back while too much sound waited.
    void tick(boolean ping) {
        streams.values().forEach(this::acknowledge);
        if (ping) {
            out.ping();
            drafts.lookAgain();
        }
    }

    private void acknowledge(OpenStream stream) {
        long sequence = stream.sequence;
        if (sequence > stream.acknowledged && stream.heard.lagMillis() < HOLD_BACK_MILLIS) {
            stream.acknowledged = sequence;
            out.sendLatest(
                    "received " + stream.number,
                    Wire.write(new ServerMessage.Received(stream.number, sequence)));
        }
    }

    private void greet(AgentMessage.Hello hello) {
        OptionalInt version = ProtocolVersion.agree(hello.minProtocol(), hello.maxProtocol());
        if (version.isEmpty()) {
            refuseAndClose(
                    PROTOCOL_ERROR,
                    "protocol_version",
                    new Words(
                            "Cet agent parle les versions %d à %d du protocole, ce serveur %d à %d :"
                                            .formatted(
                                                    hello.minProtocol(),
                                                    hello.maxProtocol(),
                                                    ProtocolVersion.MIN,
                                                    ProtocolVersion.MAX)
                                    + " mettez l'agent à jour.",
                            "This agent speaks versions %d to %d of the protocol, this server %d to"
                                            .formatted(
                                                    hello.minProtocol(),
                                                    hello.maxProtocol(),
                                                    ProtocolVersion.MIN)
                                    + " %d: update the agent.".formatted(ProtocolVersion.MAX)));
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
            refuse(
                    "wrong_extension",
                    new Words(
                            "Cette clé ne vaut que pour le poste %s.".formatted(bound),
                            "This key is for extension %s only.".formatted(bound)),
                    started.callRef(),
                    null);
            return;
        }
        legs.values().removeIf(LiveLeg::finished);
        if (legs.size() >= MAX_CALLS && !legs.containsKey(started.callRef())) {
            refuse(
                    "too_many_calls",
                    new Words("Trop d'appels sur cette connexion.", "Too many calls at once."),
                    started.callRef(),
                    null);
            return;
        }
        String owner = identity.keyId() == null ? identity.name() : identity.keyId();
        AgentCalls.Opened opened =
                calls.open(this, started.callRef(), owner + ":" + started.callRef(), call(started));
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
            refuse(
                    "missing_field",
                    new Words(
                            "callRef (200 caractères au plus) et l'heure sont nécessaires.",
                            "callRef (at most 200 characters) and the time are needed."),
                    callRef,
                    null);
            return false;
        }
        return true;
    }

    private Call call(AgentMessage.CallStarted started) {
        Instant now = calls.now();
        boolean sane =
                started.startedAt().isBefore(now.plus(CLOCK_DRIFT))
                        && started.startedAt().isAfter(now.minus(Duration.ofDays(7)));
        String id = blank(started.callId());
        boolean test = id != null && id.regionMatches(true, 0, "TEST-", 0, 5);
        Direction direction = started.direction() == null ? Direction.INBOUND : started.direction();
        return new Call(
                journal.newCallId(),
                Call.DEFAULT_PBX,
                id,
                direction,
                blank(started.caller()),
                null,
                blank(started.callee()),
                started.extension() != null ? started.extension() : extension,
                null,
                sane ? started.startedAt() : now,
                null,
                0,
                CallState.TALKING,
                test ? Trust.TEST : Trust.TRUSTED,
                false,
                null,
                new TranscriptState.None());
    }

    private static @Nullable String blank(@Nullable String text) {
        return text == null || text.isBlank() || text.matches("\\[\\w+]") ? null : text.strip();
    }

    private void streamStarted(AgentMessage.StreamStarted started) {
        LiveLeg leg = leg(started.callRef(), started.stream());
        if (leg == null || started.channel() == null) {
            return;
        }
        if (started.sampleRate() < MIN_RATE || started.sampleRate() > MAX_RATE) {
            refuse(
                    "bad_sample_rate",
                    new Words(
                            "%d Hz n'est pas entre %d et %d Hz."
                                    .formatted(started.sampleRate(), MIN_RATE, MAX_RATE),
                            "%d Hz is not between %d and %d Hz."
                                    .formatted(started.sampleRate(), MIN_RATE, MAX_RATE)),
                    started.callRef(),
                    started.stream());
            return;
        }
        if (streams.size() >= MAX_STREAMS && !streams.containsKey(started.stream())) {
            refuse(
                    "too_many_streams",
                    new Words("Trop de flux sur cette connexion.", "Too many streams at once."),
                    started.callRef(),
                    started.stream());
            return;
        }
        calls.streaming(leg.leg().callId());
        HeardChannel heard = leg.channel(started.channel());
        long resumeAt = heard.open(started.sampleRate(), this);
        streams.put(
                started.stream(),
                new OpenStream(started.stream(), started.channel(), started.callRef(), heard));
        tell(new ServerMessage.StreamOpened(started.stream(), resumeAt));
    }

    private @Nullable LiveLeg leg(@Nullable String callRef, @Nullable Integer stream) {
        LiveLeg leg = callRef == null ? null : legs.get(callRef);
        if (leg == null) {
            refuse(
                    "unknown_call",
                    new Words(
                            "Cet appel n'a pas été annoncé sur cette connexion.",
                            "This call was not announced on this connection."),
                    callRef,
                    stream);
        }
        return leg;
    }

    private void streamEnded(int number, long samples) {
        OpenStream stream = streams.remove(number);
        if (stream == null) {
            refuse(
                    "unknown_stream",
                    new Words(
                            "Le flux %d n'est pas ouvert.".formatted(number),
                            "Stream %d is not open.".formatted(number)),
                    null,
                    number);
            return;
        }
        stream.heard.end(this, samples);
    }

    private void callEnded(@Nullable String callRef, @Nullable Instant at) {
        LiveLeg leg = leg(callRef, null);
        if (leg == null) {
            return;
        }
        streams.values().removeIf(each -> each.callRef.equals(callRef));
        Instant now = calls.now();
        leg.end(at == null || at.isAfter(now.plus(CLOCK_DRIFT)) ? now : at);
    }

    /// The socket is gone.
    void closed() {
        Instant now = calls.now();
        legs.values().forEach(each -> each.detach(this, now));
    }

    @Override
    public void tell(ServerMessage message) {
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

    private static String words(String callRef, Channel channel, long utterance) {
        return "words " + callRef + " " + channel + " " + utterance;
    }

    @Override
    public void committed(HeardChannel of, long millis) {
        for (OpenStream each : streams.values()) {
            if (each.heard == of) {
                out.sendLatest(
                        "committed " + each.number,
                        Wire.write(new ServerMessage.Committed(each.number, millis)));
            }
        }
    }

    private void refuse(
            String code, Words words, @Nullable String callRef, @Nullable Integer stream) {
        tell(new ServerMessage.Rejected(code, words.in(locale), callRef, stream));
    }

    private void refuseAndClose(int closeCode, String code, Words words) {
        refuse(code, words, null, null);
        out.close(closeCode, code + ": " + words.in(locale));
    }

    /// The server stops: the agent should come back soon.
    void goAway() {
        out.close(1012, "restart");
    }
}
