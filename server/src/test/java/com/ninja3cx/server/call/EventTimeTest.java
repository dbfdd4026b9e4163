package com.ninja3cx.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {

    private static final Instant ARRIVAL = Instant.parse("2026-03-14T09:06:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-14T09:05:00Z",
                "2026-03-14T10:05:00+01:00",
                "2026-03-14T09:05:00.000Z",
                "2026-03-14 09:05:00Z",
                "2026-03-14T09:05:00",
                "2026-03-14 09:05",
                "14.03.2026 09:05",
                "14.3.2026 9:05:00",
                "14/03/2026 09:05:00",
                "03/14/2026 09:05:00",
                "3/14/2026 9:05:00 AM",
                "3/14/2026, 9:05 am",
                "14-03-2026 09:05:00",
                "2026/03/14 09:05:00",
                "1773479100",
                "1773479100000"
            })
    void everyCultureNamesTheSameMoment(String text) {
        assertThat(EventTime.parse(text, ARRIVAL)).hasValue(Instant.parse("2026-03-14T09:05:00Z"));
    }

    @Test
    void whereDayAndMonthCouldSwapTheNearerReadingIsTaken() {
        assertThat(EventTime.parse("03/04/2026 08:00", Instant.parse("2026-04-03T08:01:00Z")))
                .hasValue(Instant.parse("2026-04-03T08:00:00Z"));
        assertThat(EventTime.parse("03/04/2026 08:00", Instant.parse("2026-03-04T08:01:00Z")))
                .hasValue(Instant.parse("2026-03-04T08:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "31.02.2026x", "12", "99/99/2026 10:00"})
    void whatIsNoTimeIsNone(String text) {
        assertThat(EventTime.parse(text, ARRIVAL)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "00:02:30,150",
        "02:30,150",
        "150,150",
        "150.9,150",
        "PT2M30S,150",
        "1.00:00:01,86401"
    })
    void durationsAreRead(String text, long seconds) {
        assertThat(EventDuration.parse(text)).isEqualTo(OptionalLong.of(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "long", "-5", "1:2:3:4"})
    void whatIsNoDurationIsNone(String text) {
        assertThat(EventDuration.parse(text)).isEmpty();
    }
}
