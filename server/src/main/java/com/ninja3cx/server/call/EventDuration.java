package com.ninja3cx.server.call;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads how long a call lasted: `00:02:30`, `02:30`, `1.00:02:30` (a day first), `150`, `150.4`,
/// `PT2M30S`. Seconds.
final class EventDuration {

    private static final Pattern CLOCK =
            Pattern.compile("(?:(\\d+)\\.)?(?:(\\d+):)?(\\d{1,2}):(\\d{1,2})(?:[.,]\\d+)?");
    private static final Pattern SECONDS = Pattern.compile("(\\d{1,9})(?:[.,]\\d+)?");

    private EventDuration() {}

    static OptionalLong parse(String text) {
        Matcher clock = CLOCK.matcher(text);
        if (clock.matches()) {
            return OptionalLong.of(
                    ((part(clock, 1) * 24 + part(clock, 2)) * 60 + part(clock, 3)) * 60
                            + part(clock, 4));
        }
        Matcher seconds = SECONDS.matcher(text);
        if (seconds.matches()) {
            return OptionalLong.of(part(seconds, 1));
        }
        try {
            long iso = java.time.Duration.parse(text).toSeconds();
            return iso < 0 ? OptionalLong.empty() : OptionalLong.of(iso);
        } catch (java.time.DateTimeException neither) {
            return OptionalLong.empty();
        }
    }

    private static long part(Matcher matcher, int group) {
        String text = matcher.group(group);
        return text == null || text.length() > 9 ? 0 : Long.parseLong(text);
    }
}
