package com.ninja3cx.simulator.agent;

import com.ninja3cx.protocol.AgentMessage;
import com.ninja3cx.protocol.Channel;
import com.ninja3cx.protocol.ProtocolVersion;
import com.ninja3cx.protocol.ServerMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Streams one call to `/ws/agent` as the desktop agent does: it speaks only after `streamOpened`,
/// stays at most two seconds beyond what the server received, keeps the whole sound until
/// `callClosed`, and after a cut goes on from the mark the server names.
///
/// One object streams one call at a time; [#stream] blocks the calling thread.
public final class StreamingAgent implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(10);
    private static final Duration RETRY = Duration.ofMillis(250);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;
    private final String key;
    private final Consumer<Observed> watcher;

    /// @param server `http://…` or `https://…`
    /// @param watcher hears every message at once, on the streaming thread
    public StreamingAgent(URI server, String key, Consumer<Observed> watcher) {
        this.server = server;
        this.key = key;
        this.watcher = watcher;
    }

    public StreamingAgent(URI server, String key) {
        this(server, key, observed -> {});
    }

    /// Streams the call and waits until its text is stored.
    ///
    /// @throws AgentRefusedException when the server does not accept the key, version or call
    /// @throws IOException when the connection is gone for longer than the call's patience
    public AgentReport stream(AgentCall call)
            throws IOException, AgentRefusedException, InterruptedException {
        return new Run(call).run();
    }

    @Override
    public void close() {
        // An orderly close would wait for sockets that a cut left half open.
        http.shutdownNow();
    }

    /// One call from its first sample to its end.
    private final class Run {

        private final AgentCall call;
        private final long began = System.nanoTime();
        private final List<Observed> observed = new ArrayList<>();
        private final List<Cut> cuts;
        private @Nullable String name;
        private long closedAt = -1;
        private boolean decided;
        private int connections;

        Run(AgentCall call) {
            this.call = call;
            this.cuts = new ArrayList<>(call.cuts());
        }

        AgentReport run() throws IOException, AgentRefusedException, InterruptedException {
            long lostAt = System.nanoTime();
            while (!over()) {
                try (AgentSocket socket = AgentSocket.open(http, server, key)) {
                    connections++;
                    Cut cut = talk(socket);
                    lostAt = System.nanoTime();
                    if (cut != null) {
                        waitUntil(cut.at().plus(cut.lasting()));
                    } else if (!over()) {
                        break;
                    }
                } catch (IOException gone) {
                    if (System.nanoTime() - lostAt > call.patience().toNanos()) {
                        throw gone;
                    }
                    TimeUnit.NANOSECONDS.sleep(RETRY.toNanos());
                }
            }
            return new AgentReport(name, observed, connections, closedAt);
        }

        private boolean over() {
            return closedAt >= 0 && (decided || !call.untilTicket());
        }

        /// Talks until the call is over, patience ends, or a planned cut comes, which is returned.
        private @Nullable Cut talk(AgentSocket socket)
                throws IOException, AgentRefusedException, InterruptedException {
            List<OutgoingStream> streams = greet(socket);
            boolean ended = false;
            while (!over()) {
                AgentSocket.@Nullable Incoming incoming = socket.poll(TICK);
                while (incoming != null) {
                    receive(incoming, streams);
                    incoming = socket.poll(Duration.ZERO);
                }
                if (!cuts.isEmpty() && audioMillis() >= cuts.getFirst().at().toMillis()) {
                    socket.cut();
                    return cuts.removeFirst();
                }
                long spoken = audioMillis() * call.sound().sampleRate() / 1_000;
                for (OutgoingStream stream : streams) {
                    stream.sendDue(socket, spoken, call.startedAt().toEpochMilli() + audioMillis());
                }
                if (!ended && streams.stream().allMatch(OutgoingStream::ended)) {
                    Instant end = call.startedAt().plusMillis(call.sound().millis());
                    socket.send(new AgentMessage.CallEnded(call.callRef(), end));
                    ended = true;
                }
                if (outOfPatience()) {
                    return null;
                }
            }
            return null;
        }

        private List<OutgoingStream> greet(AgentSocket socket) throws IOException {
            socket.send(
                    new AgentMessage.Hello(
                            ProtocolVersion.MIN,
                            ProtocolVersion.MAX,
                            "simulator",
                            call.extension(),
                            null));
            socket.send(
                    new AgentMessage.CallStarted(
                            call.callRef(),
                            call.callId(),
                            call.extension(),
                            call.direction(),
                            call.caller(),
                            call.callee(),
                            call.startedAt()));
            var streams = new ArrayList<OutgoingStream>();
            for (Channel channel : Channel.values()) {
                var stream =
                        new OutgoingStream(
                                streams.size() + 1,
                                call.callRef(),
                                channel,
                                call.sound().of(channel),
                                call.sound().sampleRate());
                stream.announce(socket);
                streams.add(stream);
            }
            return streams;
        }

        private void receive(AgentSocket.Incoming incoming, List<OutgoingStream> streams)
                throws IOException, AgentRefusedException {
            switch (incoming) {
                case AgentSocket.Incoming.Gone(String why) -> throw new IOException(why);
                case AgentSocket.Incoming.Message(ServerMessage message) -> {
                    var seen = new Observed(message, audioMillis());
                    observed.add(seen);
                    watcher.accept(seen);
                    obey(message, streams);
                }
            }
        }

        private void obey(ServerMessage message, List<OutgoingStream> streams)
                throws AgentRefusedException {
            switch (message) {
                case ServerMessage.Rejected rejected ->
                        throw new AgentRefusedException(
                                rejected.code() + ": " + rejected.message());
                case ServerMessage.CallOpened opened -> name = opened.call();
                case ServerMessage.StreamOpened(int number, long resumeAt) ->
                        stream(streams, number).opened(resumeAt);
                case ServerMessage.Received(int number, long sequence) ->
                        stream(streams, number).received(sequence);
                case ServerMessage.CallClosed closed -> {
                    if (mine(closed.callRef())) {
                        closedAt = audioMillis();
                    }
                }
                case ServerMessage.Countdown countdown ->
                        decided |=
                                mine(countdown.callRef()) && countdown.state().equals("discarded");
                case ServerMessage.TicketSent sent -> decided |= mine(sent.callRef());
                // The whole sound is kept anyway, and the rest is for people.
                case ServerMessage.Welcome _,
                        ServerMessage.Committed _,
                        ServerMessage.Partial _,
                        ServerMessage.Final _,
                        ServerMessage.DraftReady _,
                        ServerMessage.Unknown _ -> {}
            }
        }

        private boolean mine(String callRef) {
            return callRef.equals(call.callRef());
        }

        private static OutgoingStream stream(List<OutgoingStream> streams, int number)
                throws AgentRefusedException {
            return streams.stream()
                    .filter(stream -> stream.number() == number)
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new AgentRefusedException(
                                            "the server names stream %d, which was never announced"
                                                    .formatted(number)));
        }

        private long audioMillis() {
            return (long) ((System.nanoTime() - began) / 1e6 * call.pace());
        }

        private boolean outOfPatience() {
            double wallEnd = call.sound().millis() / call.pace() + call.patience().toMillis();
            return (System.nanoTime() - began) / 1e6 > wallEnd;
        }

        private void waitUntil(Duration audioTime) throws InterruptedException {
            double waitMillis = (audioTime.toMillis() - audioMillis()) / call.pace();
            if (waitMillis > 0) {
                TimeUnit.NANOSECONDS.sleep((long) (waitMillis * 1e6));
            }
        }
    }
}
