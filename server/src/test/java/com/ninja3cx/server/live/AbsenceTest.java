package com.ninja3cx.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AbsenceTest {

    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");
    private static final Duration TIME = Duration.ofMinutes(15);

    private final Absence absence = new Absence(START);

    @Test
    void itIsLongOnceTheTimeIsOver() {
        assertThat(absence.longerThan(TIME, START.plus(TIME))).isFalse();
        assertThat(absence.longerThan(TIME, START.plus(TIME).plusMillis(1))).isTrue();

        absence.beginsAt(START.plus(TIME));

        assertThat(absence.longerThan(TIME, START.plus(TIME).plusMillis(1))).isFalse();
    }

    @Test
    void aClockSetBackByADayMakesItNoDayLonger() {
        Instant back = START.minus(Duration.ofDays(1));

        assertThat(absence.longerThan(TIME, back)).isFalse();
        assertThat(absence.longerThan(TIME, back.plus(TIME))).isFalse();
        assertThat(absence.longerThan(TIME, back.plus(TIME).plusMillis(1))).isTrue();
    }
}
