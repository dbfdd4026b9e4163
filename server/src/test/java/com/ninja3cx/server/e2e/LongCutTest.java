package com.ninja3cx.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.protocol.Channel;
import com.ninja3cx.simulator.agent.AgentCall;
import com.ninja3cx.simulator.agent.AgentReport;
import com.ninja3cx.simulator.agent.Cut;
import com.ninja3cx.simulator.calls.CallSound;
import com.ninja3cx.simulator.calls.DemoCall;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// The cut of ten minutes at its full length, with the clocks of agent and server running four
/// times as fast. It takes some seven minutes: run it with `-Dlong.cut=true`.
@EnabledIfSystemProperty(named = "long.cut", matches = "true")
class LongCutTest {

    private static final int FASTER = 4;
    private static final int SAMPLE_RATE = 16_000;
    private static final Duration LASTS = Duration.ofSeconds(650);

    @TempDir private Path folder;

    @Test
    void aCallWhoseAgentIsAwayForTenMinutesHasTheSameText() throws Exception {
        CallSound sound = repeated(CallSound.decode(DemoCall.named("fr-vpn"), SAMPLE_RATE));
        try (var provider = new Provider(faster(), folder)) {
            AgentReport whole = provider.stream(call(provider, sound, "0612345678", "201"));
            Cut cut = new Cut(Duration.ofSeconds(20), Duration.ofMinutes(10));

            AgentReport resumed =
                    provider.stream(call(provider, sound, "0698765432", "202").withCuts(cut));

            assertThat(resumed.call()).isNotEqualTo(whole.call());
            assertThat(resumed.connections()).isEqualTo(2);
            assertThat(resumed.closed()).isTrue();
            for (Channel channel : Channel.values()) {
                assertThat(resumed.text(channel)).isEqualTo(whole.text(channel)).isNotBlank();
            }
            assertThat(revised(provider, resumed))
                    .isEqualTo(revised(provider, whole))
                    .hasSizeGreaterThan(100);
        }
    }

    private static AgentCall call(
            Provider provider, CallSound sound, String caller, String extension) {
        return AgentCall.incoming(caller, extension, provider.clock.instant(), sound)
                .withPace(FASTER)
                .withPatience(Duration.ofMinutes(10));
    }

    private static List<String> revised(Provider provider, AgentReport report) throws Exception {
        return provider.get("/api/calls/" + report.call() + "/transcript?format=json")
                .path("segments")
                .valueStream()
                .map(
                        segment ->
                                "%s %d %s"
                                        .formatted(
                                                segment.path("channel").asString(""),
                                                segment.path("startMillis").asLong(-1),
                                                segment.path("text").asString("")))
                .toList();
    }

    private static CallSound repeated(CallSound once) {
        return new CallSound(SAMPLE_RATE, repeated(once.microphone()), repeated(once.speaker()));
    }

    private static short[] repeated(short[] once) {
        short[] all = new short[(int) LASTS.toSeconds() * SAMPLE_RATE];
        for (int from = 0; from < all.length; from += once.length) {
            System.arraycopy(once, 0, all, from, Math.min(once.length, all.length - from));
        }
        return all;
    }

    private static InstantSource faster() {
        InstantSource system = InstantSource.system();
        long began = system.millis();
        return () -> system.instant().plusMillis((system.millis() - began) * (FASTER - 1));
    }
}
