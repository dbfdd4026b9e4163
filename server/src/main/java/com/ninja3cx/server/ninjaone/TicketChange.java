package com.ninja3cx.server.ninjaone;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What to change on a ticket; null leaves a field as it is.
///
/// @param status id as text, as `/statuses` names it; RESOLVED is allowed, CLOSED is refused
/// @param priority NONE, LOW, MEDIUM or HIGH
public record TicketChange(
        @Nullable String subject,
        @Nullable String status,
        @Nullable String priority,
        @Nullable String requesterUid,
        @Nullable Integer assignedAppUserId,
        @Nullable Integer nodeId) {

    /// Fields that NinjaOne names alike when it shows a ticket and when it takes one.
    private static final List<String> KEPT =
            List.of(
                    "version",
                    "clientId",
                    "ticketFormId",
                    "locationId",
                    "nodeId",
                    "subject",
                    "type",
                    "assignedAppUserId",
                    "requesterUid",
                    "severity",
                    "priority",
                    "parentTicketId",
                    "tags",
                    "additionalAssignedTechnicianIds",
                    "followupTime");

    public static TicketChange status(String status) {
        return new TicketChange(null, status, null, null, null, null);
    }

    public static TicketChange device(int nodeId) {
        return new TicketChange(null, null, null, null, null, nodeId);
    }

    /// The whole ticket as an update wants it: what is left out would be emptied. Its `version`
    /// guards against somebody else's change in between.
    ObjectNode json(Ticket ticket) {
        JsonNode shown = ticket.json();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (String field : KEPT) {
            JsonNode value = shown.path(field);
            if (!value.isMissingNode() && !value.isNull()) {
                json.set(field, value);
            }
        }
        json.put("status", status != null ? status : Integer.toString(ticket.statusId()));
        if (shown.path("ccList").isObject()) {
            json.set("cc", shown.path("ccList"));
        }
        if (shown.path("attributeValues") instanceof ArrayNode values) {
            json.set("attributes", values);
        }
        put(json, "subject", subject == null ? null : PlainText.line(subject));
        put(json, "priority", priority);
        put(json, "requesterUid", requesterUid);
        if (assignedAppUserId != null) {
            json.put("assignedAppUserId", assignedAppUserId);
        }
        if (nodeId != null) {
            json.put("nodeId", nodeId);
        }
        return json;
    }

    private static void put(ObjectNode json, String field, @Nullable String value) {
        if (value != null) {
            json.put(field, value);
        }
    }
}
