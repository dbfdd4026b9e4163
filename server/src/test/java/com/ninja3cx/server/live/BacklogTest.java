package com.ninja3cx.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BacklogTest {

    private static final long HEAP = 320L << 20;

    /// 16 kHz in 32 bits.
    private static final long BYTES_PER_MILLI = 64;

    @Test
    void aFewChannelsMayHaveAMinuteEach() {
        var backlog = new Backlog(HEAP);
        for (int i = 0; i < 16; i++) {
            backlog.opened();
        }

        assertThat(backlog.mostMillis()).isEqualTo(60_000);
    }

    @Test
    void manyTogetherStayWithinAQuarterOfTheHeap() {
        var backlog = new Backlog(HEAP);
        for (int channels = 1; channels <= 120; channels++) {
            backlog.opened();
            assertThat(channels * backlog.mostMillis() * BYTES_PER_MILLI)
                    .isLessThanOrEqualTo(HEAP / 4);
        }
    }

    @Test
    void channelsThatAreOverLeaveTheirRoom() {
        var backlog = new Backlog(HEAP);
        for (int i = 0; i < 100; i++) {
            backlog.opened();
        }
        for (int i = 0; i < 95; i++) {
            backlog.closed();
        }

        assertThat(backlog.mostMillis()).isEqualTo(60_000);
    }
}
