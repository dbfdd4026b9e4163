package com.ninja3cx.simulator.ninjaone;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A ticket as the API shows it. Times are epoch seconds with a fraction.
public record Ticket(
        int id,
        int version,
        @Nullable Integer nodeId,
        int clientId,
        @Nullable Integer locationId,
        @Nullable Integer assignedAppUserId,
        @Nullable String requesterUid,
        String subject,
        TicketStatus status,
        String type,
        String priority,
        String severity,
        int ticketFormId,
        String source,
        List<String> tags,
        CcList ccList,
        double createTime,
        boolean deleted,
        List<AttributeValue> attributeValues,
        List<Integer> additionalAssignedTechnicianIds,
        @Nullable Double followupTime,
        @Nullable Integer parentTicketId) {

    public record CcList(List<String> uids, List<String> emails) {}

    public record AttributeValue(int id, int attributeId, JsonNode value) {}

    /// The next version, in another status.
    Ticket in(TicketStatus other) {
        return new Ticket(
                id,
                version + 1,
                nodeId,
                clientId,
                locationId,
                assignedAppUserId,
                requesterUid,
                subject,
                other,
                type,
                priority,
                severity,
                ticketFormId,
                source,
                tags,
                ccList,
                createTime,
                deleted,
                attributeValues,
                additionalAssignedTechnicianIds,
                followupTime,
                parentTicketId);
    }
}
