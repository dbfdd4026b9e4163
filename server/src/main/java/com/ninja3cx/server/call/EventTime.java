package com.ninja3cx.server.call;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads the times a PBX prints, in whichever culture it runs: ISO 8601, `31.12.2026 09:05`,
/// `31/12/2026 09:05:00`, `12/31/2026 9:05 AM`, `2026-12-31 09:05:00`, epoch seconds or
/// milliseconds. A time without zone is UTC. Where day and month could be swapped, the reading
/// nearest to the time of arrival is taken.
final class EventTime {

    private static final List<DateTimeFormatter> CULTURES =
            List.of(
                    culture("d.M.uuuu"),
                    culture("d/M/uuuu"),
                    culture("M/d/uuuu"),
                    culture("d-M-uuuu"),
                    culture("uuuu-M-d"),
                    culture("uuuu/M/d"),
                    culture("uuuu.M.d"));

    private EventTime() {}

    static Optional<Instant> parse(String text, Instant arrival) {
        if (text.matches("\\d{9,10}(\\.\\d+)?")) {
            return Optional.of(Instant.ofEpochMilli((long) (Double.parseDouble(text) * 1000)));
        }
        if (text.matches("\\d{12,13}")) {
            return Optional.of(Instant.ofEpochMilli(Long.parseLong(text)));
        }
        try {
            return Optional.of(OffsetDateTime.parse(text.replace(' ', 'T')).toInstant());
        } catch (DateTimeException notIsoWithZone) {
            return nearest(text, arrival);
        }
    }

    private static Optional<Instant> nearest(String text, Instant arrival) {
        String plain = text.replaceFirst("(?i)\\s*(utc|gmt|z)$", "").replace('T', ' ');
        List<Instant> readings = new ArrayList<>();
        for (DateTimeFormatter each : CULTURES) {
            try {
                readings.add(LocalDateTime.parse(plain, each).toInstant(ZoneOffset.UTC));
            } catch (DateTimeException otherCulture) {
                continue;
            }
        }
        return readings.stream()
                .min(Comparator.comparing(each -> Duration.between(each, arrival).abs()));
    }

    private static DateTimeFormatter culture(String date) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(date)
                .appendPattern("[','][' ']")
                .appendPattern("[h:mm[:ss] a][H:mm[:ss][.SSS]]")
                .toFormatter(Locale.ENGLISH);
    }
}
