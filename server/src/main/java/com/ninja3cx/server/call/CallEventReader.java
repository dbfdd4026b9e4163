package com.ninja3cx.server.call;

import com.ninja3cx.protocol.Direction;
import com.ninja3cx.server.i18n.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Reads the JSON of `POST /webhook/3cx/call-event`. Tolerant: what is missing, misnamed or
/// unreadable is worked around and noted, never a reason to lose the rest.
final class CallEventReader {

    /// Clocks differ by so much; a later end is a local time mistaken for UTC.
    private static final Duration CLOCK_DRIFT = Duration.ofMinutes(5);

    private CallEventReader() {}

    static CallEvent read(ObjectNode body, String pbx, Instant arrival) {
        var fields = new EventFields(body);
        PhoneText caller = PhoneText.of(fields.text("caller", "callerNumber", "from"));
        PhoneText callee = PhoneText.of(fields.text("callee", "calledNumber", "called", "to"));
        PhoneText outside = PhoneText.of(fields.text("number"));
        String name = fields.text("callerDisplayName", "callerName", "name");
        PhoneText agent =
                PhoneText.of(fields.text("agentExt", "agentNumber", "agent", "extension"));
        String agentEmail = fields.text("agentMail", "agentEmail", "agentLogin");
        String status = fields.text("status", "callStatus", "callType");
        String extension = agent.number();
        if (extension == null && agentEmail != null && agentEmail.matches("\\d{2,6}")) {
            extension = agentEmail;
            agentEmail = null;
        }
        Direction direction =
                direction(
                        fields.text("direction", "callDirection"),
                        status,
                        caller.number(),
                        callee.number(),
                        extension);
        String callerNumber = caller.number();
        String calleeNumber = callee.number();
        if (outside.number() != null) {
            if (direction == Direction.OUTBOUND && calleeNumber == null) {
                calleeNumber = outside.number();
            } else if (direction != Direction.OUTBOUND && callerNumber == null) {
                callerNumber = outside.number();
            }
        }
        CallState state = state(status);
        Times times = Times.read(fields, state, arrival);
        return new CallEvent(
                pbx,
                fields.text("callId", "call_id", "id"),
                direction,
                callerNumber,
                caller.name() != null ? caller.name() : name,
                calleeNumber,
                extension,
                agentEmail,
                times.start(),
                times.end(),
                times.seconds(),
                state,
                missed(status),
                fields.text("wav", "recordingUrl", "recording"),
                times.dated(),
                fields.notes());
    }

    private static CallState state(@Nullable String status) {
        return switch (plain(status)) {
            case "ringing", "dialing", "routing" -> CallState.RINGING;
            case "talking", "connected", "established", "active" -> CallState.TALKING;
            default -> CallState.ENDED;
        };
    }

    private static boolean missed(@Nullable String status) {
        return switch (plain(status)) {
            case "missed", "notanswered", "unanswered", "noanswer", "abandoned" -> true;
            default -> false;
        };
    }

    private static Direction direction(
            @Nullable String given,
            @Nullable String status,
            @Nullable String caller,
            @Nullable String callee,
            @Nullable String extension) {
        return named(given)
                .or(() -> named(status))
                .orElseGet(
                        () -> {
                            if (PhoneText.internal(caller) && PhoneText.internal(callee)) {
                                return Direction.INTERNAL;
                            }
                            boolean placedByAgent = caller != null && caller.equals(extension);
                            return placedByAgent ? Direction.OUTBOUND : Direction.INBOUND;
                        });
    }

    private static Optional<Direction> named(@Nullable String text) {
        return switch (plain(text)) {
            case "inbound", "incoming", "in", "entrant" -> Optional.of(Direction.INBOUND);
            case "outbound", "outgoing", "out", "sortant" -> Optional.of(Direction.OUTBOUND);
            case "internal", "local", "interne" -> Optional.of(Direction.INTERNAL);
            default -> Optional.empty();
        };
    }

    private static String plain(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }

    /// When the call was, filled up from what is known.
    private record Times(Instant start, @Nullable Instant end, long seconds, boolean dated) {

        static Times read(EventFields fields, CallState state, Instant arrival) {
            Instant start = time(fields, arrival, "startTime", "startUtc", "callStartTimeUtc");
            Instant end = time(fields, arrival, "endUtc", "endTime", "callEndTimeUtc");
            OptionalLong given = duration(fields);
            boolean dated = start != null || end != null;
            if (end != null && end.isAfter(arrival.plus(CLOCK_DRIFT))) {
                // Shifted by a time zone: keep the distance of both, anchored at the arrival.
                Duration shift = Duration.between(arrival, end);
                start = start == null ? null : start.minus(shift);
                end = arrival;
            }
            if (state != CallState.ENDED) {
                return new Times(start == null ? arrival : start, null, 0, dated);
            }
            if (end == null) {
                end = start == null ? arrival : start.plusSeconds(given.orElse(0));
            }
            if (start == null || start.isAfter(end)) {
                start = end.minusSeconds(given.orElse(0));
            }
            long seconds = given.orElse(Duration.between(start, end).toSeconds());
            return new Times(start, end, seconds, dated);
        }

        private static @Nullable Instant time(
                EventFields fields, Instant arrival, String... names) {
            String text = fields.text(names);
            if (text == null) {
                return null;
            }
            Optional<Instant> time = EventTime.parse(text, arrival);
            if (time.isEmpty()) {
                fields.note(
                        names[0],
                        new Words(
                                "« %s » n'est pas une date lisible".formatted(text),
                                "“%s” is no readable time".formatted(text)));
            }
            return time.orElse(null);
        }

        private static OptionalLong duration(EventFields fields) {
            String text = fields.text("duration", "durationSeconds");
            if (text == null) {
                return OptionalLong.empty();
            }
            OptionalLong seconds = EventDuration.parse(text);
            if (seconds.isEmpty()) {
                fields.note(
                        "duration",
                        new Words(
                                "« %s » n'est ni hh:mm:ss ni des secondes".formatted(text),
                                "“%s” is neither hh:mm:ss nor seconds".formatted(text)));
            }
            return seconds;
        }
    }
}
