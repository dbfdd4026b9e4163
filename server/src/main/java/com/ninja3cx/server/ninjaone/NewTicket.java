package com.ninja3cx.server.ninjaone;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A ticket to create.
///
/// @param clientId the organisation's id
/// @param subject at most 200 characters
/// @param status id as text, as `/statuses` names it
/// @param priority NONE, LOW, MEDIUM or HIGH
/// @param publicDescription true mails the requester
/// @param nodeId the device it is about
/// @param attributes values of the form's own fields
public record NewTicket(
        int clientId,
        int ticketFormId,
        String subject,
        String description,
        boolean publicDescription,
        String status,
        String priority,
        @Nullable String requesterUid,
        @Nullable Integer assignedAppUserId,
        List<String> tags,
        @Nullable Integer nodeId,
        List<AttributeValue> attributes) {

    /// NinjaOne's limit.
    public static final int LONGEST_SUBJECT = 200;

    public NewTicket {
        if (subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
            throw new IllegalArgumentException("a subject has 1 to 200 characters");
        }
        tags = List.copyOf(tags);
        attributes = List.copyOf(attributes);
    }

    /// Without device and without values of the form's own fields.
    public NewTicket(
            int clientId,
            int ticketFormId,
            String subject,
            String description,
            boolean publicDescription,
            String status,
            String priority,
            @Nullable String requesterUid,
            @Nullable Integer assignedAppUserId,
            List<String> tags) {
        this(
                clientId,
                ticketFormId,
                subject,
                description,
                publicDescription,
                status,
                priority,
                requesterUid,
                assignedAppUserId,
                tags,
                null,
                List.of());
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("clientId", clientId);
        json.put("ticketFormId", ticketFormId);
        json.put("subject", PlainText.line(subject));
        json.set("description", Note.json(publicDescription, description));
        json.put("status", status);
        json.put("type", "INCIDENT");
        json.put("priority", priority);
        if (requesterUid != null) {
            json.put("requesterUid", requesterUid);
        }
        if (assignedAppUserId != null) {
            json.put("assignedAppUserId", assignedAppUserId);
        }
        if (!tags.isEmpty()) {
            tags.forEach(json.putArray("tags")::add);
        }
        if (nodeId != null) {
            json.put("nodeId", nodeId);
        }
        if (!attributes.isEmpty()) {
            ArrayNode array = json.putArray("attributes");
            for (AttributeValue attribute : attributes) {
                array.add(attribute.json());
            }
        }
        return json;
    }
}
