package com.ninja3cx.simulator.score;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.protocol.Channel;
import com.ninja3cx.protocol.ServerMessage;
import com.ninja3cx.simulator.agent.Observed;
import com.ninja3cx.simulator.calls.Turn;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveTimesTest {

    private static final Turn TURN = new Turn(Channel.SPEAKER, 1_000, 5_000, "bonjour");

    @Test
    void aTurnIsMeasuredFromItsFirstPartialToItsLastFinal() {
        LiveTimes times =
                LiveTimes.of(
                        List.of(TURN),
                        List.of(
                                partial(Channel.MICROPHONE, 1_000, 1_200),
                                partial(Channel.SPEAKER, 900, 1_900),
                                partial(Channel.SPEAKER, 900, 2_400),
                                last(Channel.SPEAKER, 900, 3_000),
                                last(Channel.SPEAKER, 3_200, 6_100),
                                last(Channel.SPEAKER, 7_000, 9_000)));

        assertThat(times.firstPartials()).containsExactly(900L);
        assertThat(times.finals()).containsExactly(1_100L);
    }

    @Test
    void aTurnThatNobodyHeardIsNotMeasured() {
        assertThat(LiveTimes.of(List.of(TURN), List.of()).finals()).isEmpty();
    }

    @Test
    void percentilesAreValuesThatOccurred() {
        List<Long> sorted = List.of(10L, 20L, 30L, 40L);

        assertThat(LiveTimes.percentile(sorted, 0.5)).isEqualTo(20);
        assertThat(LiveTimes.percentile(sorted, 0.95)).isEqualTo(40);
        assertThat(LiveTimes.percentile(List.of(), 0.5)).isZero();
    }

    private static Observed partial(Channel channel, long start, long at) {
        return new Observed(new ServerMessage.Partial("r", channel, 1, start, at, "bon", 0), at);
    }

    private static Observed last(Channel channel, long start, long at) {
        return new Observed(
                new ServerMessage.Final("r", channel, 1, start, at, "bonjour", "fr", 1), at);
    }
}
