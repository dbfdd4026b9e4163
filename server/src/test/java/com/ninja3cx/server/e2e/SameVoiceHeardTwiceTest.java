package com.ninja3cx.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ninja3cx.protocol.Channel;
import com.ninja3cx.simulator.agent.AgentCall;
import com.ninja3cx.simulator.agent.AgentReport;
import com.ninja3cx.simulator.calls.CallSound;
import com.ninja3cx.simulator.calls.DemoCall;
import com.ninja3cx.simulator.score.WordErrorRate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Real voices that reach the server on two ways.
class SameVoiceHeardTwiceTest {

    private static final DemoCall CALL = DemoCall.named("fr-messagerie-courte");
    private static final String CALLER = CALL.caller().number();
    private static final String OTHER = DemoCall.named("fr-vpn").caller().number();
    private static final int RATE = 16_000;

    private static CallSound sound;

    @TempDir private Path folder;
    private Provider provider;

    @BeforeAll
    static void decode() throws Exception {
        sound = CallSound.decode(CALL, RATE);
    }

    @BeforeEach
    void start() throws Exception {
        provider = new Provider(folder);
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    /// The far end out of a loudspeaker: 120 ms later and quieter on the microphone.
    private static CallSound loudspeaker() {
        short[] microphone = sound.microphone().clone();
        int late = RATE * 120 / 1_000;
        for (int i = late; i < microphone.length; i++) {
            int mixed = microphone[i] + Math.round(0.4f * sound.speaker()[i - late]);
            microphone[i] = (short) Math.clamp(mixed, Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return new CallSound(RATE, microphone, sound.speaker());
    }

    private double rate(String call, String revision, Channel channel) throws Exception {
        String party = channel == Channel.MICROPHONE ? "agent" : "caller";
        String heard =
                transcript(call, revision)
                        .valueStream()
                        .filter(each -> each.get("channel").asString().equals(party))
                        .map(each -> each.get("text").asString())
                        .collect(Collectors.joining(" "));
        return WordErrorRate.of(CALL.text(channel), heard).rate();
    }

    private JsonNode transcript(String call, String revision) throws Exception {
        await().atMost(Duration.ofMinutes(4))
                .until(
                        () ->
                                provider.get("/api/calls/" + call)
                                        .get("transcriptState")
                                        .asString()
                                        .equals("DONE"));
        JsonNode answer = provider.get("/api/calls/" + call + "/transcript");
        assertThat(answer.get("revision").asString()).isEqualTo(revision);
        return answer.get("segments");
    }

    @Test
    void aLoudspeakerAddsNoWordsAndTakesNone() throws Exception {
        AgentReport plain = provider.stream(provider.call(CALLER, "201", sound, 3));
        AgentReport echoed = provider.stream(provider.call(OTHER, "202", loudspeaker(), 3));

        assertThat(rate(echoed.call(), "revised", Channel.SPEAKER))
                .isEqualTo(rate(plain.call(), "revised", Channel.SPEAKER));
        assertThat(rate(echoed.call(), "revised", Channel.MICROPHONE))
                .isLessThan(rate(plain.call(), "revised", Channel.MICROPHONE) + 0.35);
    }

    @Test
    void aCallerHeardByTwoAgentsIsStoredOnce() throws Exception {
        AgentCall first = provider.call(CALLER, "201", sound, 2).withCallId("4711");
        AgentCall second =
                AgentCall.incoming(
                                CALLER,
                                "202",
                                first.startedAt().plusMillis(700),
                                new CallSound(
                                        RATE,
                                        new short[sound.microphone().length],
                                        sound.speaker()))
                        .withPace(2)
                        .withCallId("4711");
        AgentReport one;
        AgentReport other;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<AgentReport> early = threads.submit(() -> provider.stream(first));
            Future<AgentReport> late = threads.submit(() -> provider.stream(second));
            one = early.get();
            other = late.get();
        }

        assertThat(one.call()).isEqualTo(other.call());
        assertThat(rate(one.call(), "revised", Channel.SPEAKER)).isLessThanOrEqualTo(0.2);
        assertThat(rate(one.call(), "revised", Channel.MICROPHONE)).isLessThanOrEqualTo(0.2);
    }
}
