package com.ninja3cx.simulator.ninjaone;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `/simulator/…`: what a test or a person in another process may look at and break. No part of the
/// real service.
final class AdminEndpoints {

    private final FakeNinjaOne fake;

    AdminEndpoints(FakeNinjaOne fake) {
        this.fake = fake;
    }

    Reply answer(SeenRequest request) {
        try {
            return switch (request.method() + " " + request.path()) {
                case "GET /simulator/tickets" ->
                        Reply.ok(fake.tickets().stream().map(this::row).toList());
                case "GET /simulator/mails" -> Reply.ok(fake.mails());
                case "GET /simulator/requests" ->
                        Reply.ok(fake.requests().stream().map(AdminEndpoints::row).toList());
                case "POST /simulator/faults" -> addFault(request);
                case "DELETE /simulator/faults" -> {
                    fake.faults().clear();
                    yield Reply.noContent();
                }
                case "POST /simulator/refresh-token" ->
                        Reply.ok(Map.of("refreshToken", fake.newRefreshToken()));
                default -> Reply.noSuchRoute();
            };
        } catch (Refusal refusal) {
            return refusal.reply();
        }
    }

    private Map<String, Object> row(Ticket ticket) {
        var row = new LinkedHashMap<String, Object>();
        row.put("ticket", ticket);
        row.put(
                "organisation",
                fake.organisations().stream()
                        .filter(each -> each.id() == ticket.clientId())
                        .map(Organisation::name)
                        .findFirst()
                        .orElse(""));
        row.put(
                "requester",
                fake.contacts().stream()
                        .filter(each -> each.uid().equals(ticket.requesterUid()))
                        .map(each -> each.firstName() + " " + each.lastName())
                        .findFirst()
                        .orElse(""));
        row.put(
                "notes",
                fake.notes(ticket.id()).stream()
                        .map(
                                note ->
                                        Map.of(
                                                "entry",
                                                note.entry(),
                                                "files",
                                                note.files().stream()
                                                        .map(Note.Attachment::fileName)
                                                        .toList()))
                        .toList());
        return row;
    }

    private static Map<String, Object> row(SeenRequest request) {
        return Map.of(
                "at", request.at().toString(),
                "method", request.method(),
                "path", request.path(),
                "query", request.query(),
                "bodyBytes", request.body().length);
    }

    private Reply addFault(SeenRequest request) {
        Fields fields =
                Fields.of(
                        Fields.parse(request),
                        "",
                        Options.UnknownFields.REJECT,
                        Set.of(
                                "request",
                                "bodyContains",
                                "fault",
                                "seconds",
                                "status",
                                "workDone",
                                "skip",
                                "times"));
        RequestPattern pattern;
        try {
            pattern = RequestPattern.parse(fields.requiredText("request", 500));
        } catch (IllegalArgumentException unreadable) {
            throw fields.refused("request", String.valueOf(unreadable.getMessage()));
        }
        String inside = fields.optionalText("bodyContains");
        fake.faults()
                .add(
                        inside == null ? pattern : pattern.containing(inside),
                        fault(fields),
                        orElse(fields.optionalInt("skip"), 0),
                        orElse(fields.optionalInt("times"), 1));
        return Reply.noContent();
    }

    private static Fault fault(Fields fields) {
        Integer seconds = fields.optionalInt("seconds");
        Duration given = seconds == null ? null : Duration.ofSeconds(seconds);
        String name = fields.requiredText("fault", 50);
        return switch (name) {
            case "loseReply" -> new Fault.LoseReply();
            case "dropConnection" -> new Fault.DropConnection();
            case "landLater" -> new Fault.LandLater(needed(fields, given));
            case "delay" -> new Fault.Delay(needed(fields, given));
            case "serverError" ->
                    new Fault.ServerError(
                            fields.has("workDone") && fields.requiredBoolean("workDone"));
            case "htmlPage" -> new Fault.HtmlPage(orElse(fields.optionalInt("status"), 200), given);
            case "tooManyRequests" -> new Fault.TooManyRequests(given);
            case "expiredToken" -> new Fault.ExpiredToken();
            default ->
                    throw fields.refused(
                            "fault",
                            "'%s' is not one of %s"
                                    .formatted(
                                            name,
                                            List.of(
                                                    "loseReply",
                                                    "dropConnection",
                                                    "landLater",
                                                    "delay",
                                                    "serverError",
                                                    "htmlPage",
                                                    "tooManyRequests",
                                                    "expiredToken")));
        };
    }

    private static Duration needed(Fields fields, @Nullable Duration given) {
        if (given == null) {
            throw fields.refused("seconds", "must not be null for this fault");
        }
        return given;
    }

    private static int orElse(@Nullable Integer value, int absent) {
        return value == null ? absent : value;
    }
}
