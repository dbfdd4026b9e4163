package com.ninja3cx.server.ticket.desk;

import com.ninja3cx.server.web.FieldReader;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The body of `POST /api/tickets`, in the guide's names.
///
/// @param priorityId 1, 2, 3 = low, medium, high
public record TicketRequest(
        String title,
        String description,
        @Nullable Integer boardId,
        @Nullable Integer priorityId,
        @Nullable Integer statusId,
        @Nullable Integer organizationId,
        @Nullable String requesterUid,
        @Nullable String callId) {

    private static final Set<String> FIELDS =
            Set.of(
                    "title",
                    "description",
                    "boardId",
                    "priorityId",
                    "statusId",
                    "organizationId",
                    "requesterUid",
                    "callId");

    /// @throws com.ninja3cx.server.web.Problem 422 naming every wrong field
    public static TicketRequest read(ObjectNode body) {
        var fields = new FieldReader(body, FIELDS);
        String title = fields.text("title", 4_000, true);
        String description = fields.text("description", 100_000, false);
        var request =
                new TicketRequest(
                        title == null ? "" : title.strip(),
                        description == null ? "" : description,
                        fields.number("boardId", 1, Integer.MAX_VALUE),
                        fields.number("priorityId", 1, 3),
                        fields.number("statusId", 1, Integer.MAX_VALUE),
                        fields.number("organizationId", 1, Integer.MAX_VALUE),
                        fields.text("requesterUid", 200, false),
                        fields.text("callId", 200, false));
        fields.check();
        return request;
    }
}
