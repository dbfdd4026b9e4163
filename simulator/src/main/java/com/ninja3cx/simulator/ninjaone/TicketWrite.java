package com.ninja3cx.simulator.ninjaone;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The body of a create or an update, checked field by field against the schema and the tenant.
record TicketWrite(
        int clientId,
        int ticketFormId,
        @Nullable Integer locationId,
        @Nullable Integer nodeId,
        String subject,
        TicketStatus status,
        String type,
        String priority,
        String severity,
        Ticket.CcList cc,
        @Nullable Integer assignedAppUserId,
        @Nullable String requesterUid,
        @Nullable Integer parentTicketId,
        List<String> tags,
        List<Ticket.AttributeValue> attributes,
        List<Integer> additionalTechnicians,
        @Nullable Double followupTime) {

    private static final int LONGEST_SUBJECT = 200;
    private static final Set<String> TYPES = Set.of("PROBLEM", "QUESTION", "INCIDENT", "TASK");
    private static final Set<String> PRIORITIES = Set.of("NONE", "LOW", "MEDIUM", "HIGH");
    private static final Set<String> SEVERITIES =
            Set.of("NONE", "MINOR", "MODERATE", "MAJOR", "CRITICAL");

    static final Set<String> FIELDS =
            Set.of(
                    "clientId",
                    "ticketFormId",
                    "locationId",
                    "nodeId",
                    "subject",
                    "status",
                    "type",
                    "cc",
                    "assignedAppUserId",
                    "requesterUid",
                    "severity",
                    "priority",
                    "parentTicketId",
                    "tags",
                    "attributes",
                    "additionalAssignedTechnicianIds",
                    "followupTime");

    static TicketWrite read(Fields fields, Tenant tenant, Options.UnknownFields unknown) {
        int client = fields.requiredInt("clientId");
        if (!tenant.organisations.containsKey(client)) {
            throw fields.refused("clientId", "there is no client " + client);
        }
        TicketForm form = tenant.forms.get(fields.requiredInt("ticketFormId"));
        if (form == null || !form.active()) {
            throw fields.refused("ticketFormId", "there is no such active form");
        }
        return new TicketWrite(
                client,
                form.id(),
                location(fields, tenant, client),
                device(fields, tenant, client),
                fields.requiredText("subject", LONGEST_SUBJECT),
                status(fields, tenant),
                fields.optionalEnum("type", "PROBLEM", TYPES),
                fields.optionalEnum("priority", "NONE", PRIORITIES),
                fields.optionalEnum("severity", "NONE", SEVERITIES),
                cc(fields, tenant, unknown),
                technician(fields, tenant),
                requester(fields, tenant),
                parent(fields, tenant),
                List.copyOf(fields.texts("tags")),
                attributes(fields, form, unknown),
                technicians(fields, tenant),
                fields.optionalNumber("followupTime"));
    }

    Ticket asTicket(int id, int version, double createTime) {
        return new Ticket(
                id,
                version,
                nodeId,
                clientId,
                locationId,
                assignedAppUserId,
                requesterUid,
                subject,
                status,
                type,
                priority,
                severity,
                ticketFormId,
                "TECHNICIAN",
                tags,
                cc,
                createTime,
                false,
                attributes,
                additionalTechnicians,
                followupTime,
                parentTicketId);
    }

    private static TicketStatus status(Fields fields, Tenant tenant) {
        JsonNode sent = fields.get("status");
        if (sent == null) {
            throw fields.refused("status", "must not be null");
        }
        if (!sent.isString() && !sent.isIntegralNumber()) {
            throw fields.refused("status", "must be a string");
        }
        String wanted = sent.asString();
        return tenant.statuses.values().stream()
                .filter(
                        status ->
                                Integer.toString(status.statusId()).equals(wanted)
                                        || status.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> fields.refused("status", "there is no status " + wanted));
    }

    private static @Nullable Integer location(Fields fields, Tenant tenant, int client) {
        Integer location = fields.optionalInt("locationId");
        if (location != null && !Integer.valueOf(client).equals(tenant.locations.get(location))) {
            throw fields.refused("locationId", "client " + client + " has no location " + location);
        }
        return location;
    }

    private static @Nullable Integer device(Fields fields, Tenant tenant, int client) {
        Integer node = fields.optionalInt("nodeId");
        if (node != null) {
            Device device = tenant.devices.get(node);
            if (device == null || device.organizationId() != client) {
                throw fields.refused("nodeId", "client " + client + " has no device " + node);
            }
        }
        return node;
    }

    private static @Nullable Integer technician(Fields fields, Tenant tenant) {
        Integer id = fields.optionalInt("assignedAppUserId");
        if (id != null) {
            checkTechnician(fields, tenant, "assignedAppUserId", id);
        }
        return id;
    }

    private static List<Integer> technicians(Fields fields, Tenant tenant) {
        List<Integer> ids = fields.ints("additionalAssignedTechnicianIds");
        for (int id : ids) {
            checkTechnician(fields, tenant, "additionalAssignedTechnicianIds", id);
        }
        return List.copyOf(ids);
    }

    private static void checkTechnician(Fields fields, Tenant tenant, String field, int id) {
        User user = tenant.users.get(id);
        if (user == null || user.userType() != User.UserType.TECHNICIAN || !user.enabled()) {
            throw fields.refused(field, "there is no technician " + id);
        }
    }

    private static @Nullable String requester(Fields fields, Tenant tenant) {
        String uid = fields.optionalText("requesterUid");
        if (uid != null && !tenant.knowsPerson(uid)) {
            throw fields.refused("requesterUid", "there is no contact or user " + uid);
        }
        return uid;
    }

    private static @Nullable Integer parent(Fields fields, Tenant tenant) {
        Integer parent = fields.optionalInt("parentTicketId");
        if (parent != null && !tenant.tickets.containsKey(parent)) {
            throw fields.refused("parentTicketId", "there is no ticket " + parent);
        }
        return parent;
    }

    private static Ticket.CcList cc(Fields fields, Tenant tenant, Options.UnknownFields unknown) {
        JsonNode sent = fields.get("cc");
        if (sent == null) {
            return new Ticket.CcList(List.of(), List.of());
        }
        Fields cc = Fields.of(sent, "cc", unknown, Set.of("uids", "emails"));
        List<String> uids = cc.texts("uids");
        for (String uid : uids) {
            if (!tenant.knowsPerson(uid)) {
                throw cc.refused("uids", "there is no contact or user " + uid);
            }
        }
        List<String> emails = cc.texts("emails");
        for (String email : emails) {
            if (!email.matches("[^@\\s]+@[^@\\s]+")) {
                throw cc.refused("emails", "'" + email + "' is no mail address");
            }
        }
        return new Ticket.CcList(List.copyOf(uids), List.copyOf(emails));
    }

    private static List<Ticket.AttributeValue> attributes(
            Fields fields, TicketForm form, Options.UnknownFields unknown) {
        var values = new ArrayList<Ticket.AttributeValue>();
        var given = new HashSet<Integer>();
        for (JsonNode element : fields.elements("attributes")) {
            Fields one =
                    Fields.of(element, "attributes", unknown, Set.of("id", "attributeId", "value"));
            Integer id = one.optionalInt("id");
            int attributeId = one.requiredInt("attributeId");
            TicketForm.Attribute attribute =
                    form.fields().stream()
                            .filter(field -> field.id() == attributeId)
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            one.refused(
                                                    "attributeId",
                                                    "form %d has no attribute %d"
                                                            .formatted(form.id(), attributeId)));
            JsonNode value = one.get("value");
            if (value == null || !fits(attribute, value)) {
                throw one.refused("value", "does not fit attribute " + attribute.name());
            }
            if (given.add(attributeId)) {
                values.add(
                        new Ticket.AttributeValue(
                                id == null ? values.size() + 1 : id, attributeId, value));
            }
        }
        for (TicketForm.Attribute attribute : form.fields()) {
            if (attribute.required() && !given.contains(attribute.id())) {
                throw fields.refused(
                        "attributes", "attribute %d is required".formatted(attribute.id()));
            }
        }
        return List.copyOf(values);
    }

    private static boolean fits(TicketForm.Attribute attribute, JsonNode value) {
        return switch (attribute.type()) {
            case TEXT -> value.isString() && !value.stringValue().isBlank();
            case NUMERIC ->
                    value.isNumber()
                            || (value.isString()
                                    && value.stringValue().matches("-?\\d+(\\.\\d+)?"));
            case CHECKBOX ->
                    value.isBoolean()
                            || (value.isString() && value.stringValue().matches("true|false"));
            case DROPDOWN ->
                    value.isString()
                            && isUuid(value.stringValue())
                            && attribute.values().containsKey(value.stringValue());
        };
    }

    private static boolean isUuid(String text) {
        try {
            return UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException other) {
            return false;
        }
    }
}
