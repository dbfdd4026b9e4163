package com.ninja3cx.server.ninjaone;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads NinjaOne's three families of errors: `error/error_description` (identity),
/// `resultCode/errorMessage/incidentId` (application), `errorCode/message` (billing); and pages of
/// HTML.
final class ErrorBody {

    private ErrorBody() {}

    static Failure read(
            int status,
            JsonNode json,
            String text,
            @Nullable String requestId,
            @Nullable Duration retryAfter) {
        String code = first(json, "error", "resultCode", "errorCode");
        String message = first(json, "error_description", "errorMessage", "message", "details");
        if (json.isMissingNode()) {
            code = status == 429 ? "too_many_requests" : text.isEmpty() ? "no_body" : "not_json";
            message = text;
        }
        if (code.isEmpty()) {
            code = "http_" + status;
        }
        String incident = first(json, "incidentId");
        return new Failure(
                kind(status, code, json.isMissingNode() && !text.isEmpty()),
                status,
                code,
                message,
                incident.isEmpty() ? null : incident,
                requestId,
                retryAfter);
    }

    private static Failure.Kind kind(int status, String code, boolean page) {
        if (status == 429) {
            return Failure.Kind.THROTTLED;
        }
        if (page || status < 400 || status >= 500) {
            return Failure.Kind.UNCERTAIN;
        }
        boolean access =
                status == 401
                        || code.equals("user_context_required")
                        || code.equals("insufficient_privileges")
                        || code.equals("Client app not exist")
                        || code.startsWith("invalid_grant")
                        || code.startsWith("invalid_token")
                        || code.startsWith("invalid_client")
                        || code.startsWith("invalid_scope")
                        || code.equals("unauthorized_client");
        return access ? Failure.Kind.AUTHORIZATION : Failure.Kind.INVALID;
    }

    private static String first(JsonNode json, String... names) {
        for (String name : names) {
            JsonNode value = json.path(name);
            if (value.isValueNode() && !value.isNull() && !value.asString().isBlank()) {
                return value.asString();
            }
        }
        return "";
    }
}
