package com.ninja3cx.simulator.ninjaone;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a ticket refers to: organisations, people, devices, statuses, forms.
final class LookupEndpoints {

    private final Tenant tenant;
    private final Options options;

    LookupEndpoints(Tenant tenant, Options options) {
        this.tenant = tenant;
        this.options = options;
    }

    void register(Router router) {
        router.read("GET", "/organizations", this::organisations);
        router.read("GET", "/organization/*", this::organisation);
        router.read("GET", "/contacts", request -> all(tenant.contacts));
        router.write("POST", "/contacts", this::createContact);
        router.read("GET", "/ticketing/contact/contacts", request -> ticketingContacts());
        router.read("GET", "/ticketing/app-user-contact", this::people);
        router.read("GET", "/users", this::users);
        router.read("GET", "/user/technicians", r -> users(User.UserType.TECHNICIAN));
        router.read("GET", "/user/end-users", r -> users(User.UserType.END_USER));
        router.read("GET", "/devices/search", this::devices);
        router.read("GET", "/devices", this::allDevices);
        router.read("GET", "/device/*/dashboard-url", this::dashboard);
        router.read("GET", "/ticketing/statuses", request -> all(tenant.statuses));
        router.read("GET", "/ticketing/attributes", request -> attributes());
        router.read("GET", "/ticketing/ticket-form", request -> forms());
        router.read("GET", "/ticketing/ticket-form/*", this::form);
    }

    private Reply all(Map<Integer, ?> rows) {
        return tenant.locked(() -> Reply.ok(List.copyOf(rows.values())));
    }

    private Reply organisations(ApiRequest request) {
        int size = request.queryInt("pageSize", 1_000);
        int after = request.queryInt("after", 0);
        if (size < 1) {
            throw Refusal.badField("pageSize", "must be at least 1");
        }
        return tenant.locked(
                () ->
                        Reply.ok(
                                tenant.organisations.values().stream()
                                        .filter(organisation -> organisation.id() > after)
                                        .limit(Math.min(size, 1_000))
                                        .map(LookupEndpoints::row)
                                        .toList()));
    }

    private Reply organisation(ApiRequest request) {
        return tenant.locked(
                () -> {
                    Organisation found = tenant.organisations.get(request.id(0));
                    if (found == null) {
                        throw Refusal.missingEntity("ORGANIZATION_NOT_FOUND");
                    }
                    return Reply.ok(row(found));
                });
    }

    private static Map<String, Object> row(Organisation organisation) {
        var row = new LinkedHashMap<String, Object>();
        row.put("id", organisation.id());
        row.put("name", organisation.name());
        row.put("description", organisation.description());
        row.put("userData", Map.of());
        row.put("nodeApprovalMode", "AUTOMATIC");
        return row;
    }

    private Reply createContact(ApiRequest request) {
        Fields fields =
                Fields.of(
                        Fields.parse(request.seen()),
                        "",
                        options.unknownFields(),
                        Set.of(
                                "organizationId",
                                "firstName",
                                "lastName",
                                "email",
                                "phone",
                                "jobTitle"));
        return tenant.locked(
                () -> {
                    int organisation = fields.requiredInt("organizationId");
                    if (!tenant.organisations.containsKey(organisation)) {
                        throw fields.refused("organizationId", "there is no such organization");
                    }
                    var contact =
                            new Contact(
                                    tenant.nextPersonId(),
                                    organisation,
                                    UUID.randomUUID().toString(),
                                    fields.requiredText("firstName", 150),
                                    fields.requiredText("lastName", 150),
                                    fields.optionalText("email"),
                                    fields.optionalText("phone"),
                                    fields.optionalText("jobTitle"));
                    tenant.contacts.put(contact.id(), contact);
                    return Reply.ok(contact);
                });
    }

    private Reply ticketingContacts() {
        return tenant.locked(
                () ->
                        Reply.ok(
                                tenant.contacts.values().stream()
                                        .map(this::ticketingContact)
                                        .toList()));
    }

    private Map<String, Object> ticketingContact(Contact contact) {
        Organisation organisation = tenant.organisations.get(contact.organizationId());
        var row = new LinkedHashMap<String, Object>();
        row.put("id", contact.id());
        row.put("clientId", contact.organizationId());
        row.put("clientName", organisation == null ? "" : organisation.name());
        row.put("uid", contact.uid());
        row.put("firstName", contact.firstName());
        row.put("lastName", contact.lastName());
        row.put("email", contact.email());
        row.put("phone", contact.phone());
        row.put("jobTitle", contact.jobTitle());
        row.put("displayName", contact.firstName() + " " + contact.lastName());
        row.put("createTime", 1_650_000_000.0);
        row.put("updateTime", 1_650_000_000.0);
        return row;
    }

    /// Contacts and users together, searched by name and mail only: no number is in the rows.
    private Reply people(ApiRequest request) {
        int size = request.queryInt("pageSize", 50);
        int anchor = request.queryInt("anchorNaturalId", 0);
        String wanted =
                request.seen().query().getOrDefault("searchCriteria", "").toLowerCase(Locale.ROOT);
        return tenant.locked(
                () -> {
                    var rows = new TreeMap<Integer, Map<String, Object>>();
                    tenant.contacts
                            .values()
                            .forEach(
                                    c ->
                                            rows.put(
                                                    c.id(),
                                                    person(
                                                            c.id(),
                                                            c.uid(),
                                                            c.organizationId(),
                                                            c.firstName(),
                                                            c.lastName(),
                                                            c.email(),
                                                            "CONTACT")));
                    tenant.users
                            .values()
                            .forEach(
                                    u ->
                                            rows.put(
                                                    u.id(),
                                                    person(
                                                            u.id(),
                                                            u.uid(),
                                                            u.organizationId(),
                                                            u.firstName(),
                                                            u.lastName(),
                                                            u.email(),
                                                            u.userType().name())));
                    return Reply.ok(
                            rows.tailMap(anchor, false).values().stream()
                                    .filter(
                                            row ->
                                                    row.toString()
                                                            .toLowerCase(Locale.ROOT)
                                                            .contains(wanted))
                                    .limit(size)
                                    .toList());
                });
    }

    private static Map<String, Object> person(
            int id,
            String uid,
            @Nullable Integer client,
            String firstName,
            String lastName,
            @Nullable String email,
            String type) {
        var row = new LinkedHashMap<String, Object>();
        row.put("uid", uid);
        row.put("id", id);
        row.put("clientId", client);
        row.put("firstName", firstName);
        row.put("lastName", lastName);
        row.put("email", email);
        row.put("userType", type);
        row.put("naturalId", id);
        return row;
    }

    private Reply users(ApiRequest request) {
        String type = request.seen().query().get("userType");
        if (type == null) {
            return all(tenant.users);
        }
        return switch (type) {
            case "TECHNICIAN" -> users(User.UserType.TECHNICIAN);
            case "END_USER" -> users(User.UserType.END_USER);
            default -> throw Refusal.badField("userType", "is not one of TECHNICIAN, END_USER");
        };
    }

    private Reply users(User.UserType type) {
        return tenant.locked(
                () ->
                        Reply.ok(
                                tenant.users.values().stream()
                                        .filter(user -> user.userType() == type)
                                        .toList()));
    }

    private Reply devices(ApiRequest request) {
        String wanted = request.seen().query().getOrDefault("q", "").toLowerCase(Locale.ROOT);
        int limit = request.queryInt("limit", 100);
        return tenant.locked(
                () ->
                        Reply.ok(
                                Map.of(
                                        "query",
                                        wanted,
                                        "devices",
                                        tenant.devices.values().stream()
                                                .filter(
                                                        device ->
                                                                device.systemName()
                                                                        .toLowerCase(Locale.ROOT)
                                                                        .contains(wanted))
                                                .limit(limit)
                                                .toList())));
    }

    private Reply allDevices(ApiRequest request) {
        int size = request.queryInt("pageSize", 1_000);
        int after = request.queryInt("after", 0);
        return tenant.locked(
                () ->
                        Reply.ok(
                                tenant.devices.values().stream()
                                        .filter(device -> device.id() > after)
                                        .limit(size)
                                        .map(LookupEndpoints::row)
                                        .toList()));
    }

    private Reply dashboard(ApiRequest request) {
        return tenant.locked(
                () -> {
                    int id = request.id(0);
                    if (!tenant.devices.containsKey(id)) {
                        throw Refusal.missingEntity("NODE_NOT_FOUND");
                    }
                    return Reply.ok(
                            Map.of(
                                    "url",
                                    "https://ninja.example/#/deviceDashboard/%d/overview"
                                            .formatted(id),
                                    "expires",
                                    tenant.seconds() + 3_600));
                });
    }

    private static Map<String, Object> row(Device device) {
        var row = new LinkedHashMap<String, Object>();
        row.put("id", device.id());
        row.put("organizationId", device.organizationId());
        row.put("assignedOwnerUid", device.assignedOwnerUid());
        row.put("nodeClass", "WINDOWS_WORKSTATION");
        row.put("systemName", device.systemName());
        row.put("displayName", device.systemName());
        row.put("offline", false);
        return row;
    }

    private Reply attributes() {
        return tenant.locked(
                () ->
                        Reply.ok(
                                tenant.forms.values().stream()
                                        .flatMap(form -> form.fields().stream())
                                        .map(LookupEndpoints::row)
                                        .toList()));
    }

    private Reply forms() {
        return tenant.locked(
                () -> Reply.ok(tenant.forms.values().stream().map(LookupEndpoints::row).toList()));
    }

    private Reply form(ApiRequest request) {
        return tenant.locked(
                () -> {
                    TicketForm found = tenant.forms.get(request.id(0));
                    if (found == null) {
                        throw Refusal.missingEntity("TICKET_FORM_NOT_FOUND");
                    }
                    return Reply.ok(row(found));
                });
    }

    private static Map<String, Object> row(TicketForm form) {
        var row = new LinkedHashMap<String, Object>();
        row.put("id", form.id());
        row.put("name", form.name());
        row.put("description", "");
        row.put("endUserTitle", form.name());
        row.put(
                "content",
                Map.of("fields", form.fields().stream().map(TicketForm.Attribute::id).toList()));
        row.put("active", form.active());
        row.put("default", form.isDefault());
        row.put("fields", form.fields().stream().map(LookupEndpoints::row).toList());
        return row;
    }

    private static Map<String, Object> row(TicketForm.Attribute attribute) {
        var row = new LinkedHashMap<String, Object>();
        row.put("id", attribute.id());
        row.put("attributeType", attribute.type().name());
        row.put("name", attribute.name());
        row.put("endUserOption", "EDITABLE");
        row.put("technicianOption", attribute.required() ? "REQUIRED" : "EDITABLE");
        row.put(
                "content",
                Map.of(
                        "required",
                        attribute.required(),
                        "values",
                        attribute.values().entrySet().stream()
                                .map(
                                        value ->
                                                Map.of(
                                                        "id",
                                                        value.getKey(),
                                                        "name",
                                                        value.getValue(),
                                                        "active",
                                                        true,
                                                        "system",
                                                        false))
                                .toList()));
        row.put("active", true);
        return row;
    }
}
