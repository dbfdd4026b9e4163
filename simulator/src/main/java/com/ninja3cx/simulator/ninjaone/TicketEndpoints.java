package com.ninja3cx.simulator.ninjaone;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Create, read, change, comment: the ticket resource and its log.
final class TicketEndpoints {

    private static final Set<String> TEXT_FIELDS =
            Set.of("public", "body", "htmlBody", "timeTracked", "duplicateInIncidents");

    private final Tenant tenant;
    private final Options options;

    TicketEndpoints(Tenant tenant, Options options) {
        this.tenant = tenant;
        this.options = options;
    }

    void register(Router router) {
        router.ticketWrite("POST", "/ticketing/ticket", this::create);
        router.read("GET", "/ticketing/ticket/*", this::get);
        router.ticketWrite("PUT", "/ticketing/ticket/*", this::update);
        router.ticketWrite("POST", "/ticketing/ticket/*/comment", this::comment);
        router.read("GET", "/ticketing/ticket/*/log-entry", this::log);
    }

    private Reply create(ApiRequest request) {
        JsonNode body = Fields.parse(request.seen());
        var known = new HashSet<>(TicketWrite.FIELDS);
        known.add("description");
        Fields fields = Fields.of(body, "", options.unknownFields(), known);
        return tenant.locked(
                () -> {
                    TicketWrite write = TicketWrite.read(fields, tenant, options.unknownFields());
                    JsonNode description = fields.get("description");
                    Text text =
                            description == null
                                    ? null
                                    : text(description, "description", options.unknownFields());
                    Ticket ticket = write.asTicket(tenant.nextTicketId(), 1, tenant.seconds());
                    var notes = new ArrayList<Note>();
                    if (text != null) {
                        notes.add(note(LogEntry.Type.DESCRIPTION, text, List.of()));
                        mail(ticket, text);
                    }
                    tenant.tickets.put(ticket.id(), new Tenant.Stored(ticket, tenant.now(), notes));
                    return Reply.ok(ticket);
                });
    }

    private Reply get(ApiRequest request) {
        return tenant.locked(() -> Reply.ok(tenant.ticket(request.id(0)).ticket()));
    }

    private Reply update(ApiRequest request) {
        JsonNode body = Fields.parse(request.seen());
        var known = new HashSet<>(TicketWrite.FIELDS);
        known.add("version");
        Fields fields = Fields.of(body, "", options.unknownFields(), known);
        return tenant.locked(
                () -> {
                    Tenant.Stored stored = tenant.ticket(request.id(0));
                    refuseIfClosed(stored.ticket());
                    int version = fields.requiredInt("version");
                    if (!fields.has("requesterUid")) {
                        throw fields.refused("requesterUid", "must not be null");
                    }
                    TicketWrite write = TicketWrite.read(fields, tenant, options.unknownFields());
                    if (version != stored.ticket().version()) {
                        return Reply.failure(
                                409, "FAILURE", "version " + version + " is not the latest");
                    }
                    if (write.status().name().equals("CLOSED")
                            && !stored.ticket().status().name().equals("CLOSED")) {
                        throw fields.refused("status", "a ticket cannot be closed directly");
                    }
                    Ticket ticket =
                            write.asTicket(
                                    stored.ticket().id(),
                                    version + 1,
                                    stored.ticket().createTime());
                    var notes = new ArrayList<>(stored.notes());
                    notes.add(
                            note(LogEntry.Type.SAVE, new Text(false, null, null, null), List.of()));
                    tenant.tickets.put(ticket.id(), new Tenant.Stored(ticket, tenant.now(), notes));
                    return Reply.ok(ticket);
                });
    }

    private Reply comment(ApiRequest request) {
        List<Multipart.Part> parts = Multipart.read(request.seen());
        Text text = null;
        var files = new ArrayList<Note.Attachment>();
        for (Multipart.Part part : parts) {
            switch (part.name()) {
                case "comment" -> {
                    if (!part.contentType()
                            .toLowerCase(Locale.ROOT)
                            .startsWith("application/json")) {
                        throw Refusal.unsupportedMediaType();
                    }
                    text = text(Fields.parse(part.content()), "comment", options.unknownFields());
                }
                case "files" -> {
                    if (part.fileName() == null || part.fileName().isBlank()) {
                        throw Refusal.badField("files", "a file needs a name");
                    }
                    files.add(
                            new Note.Attachment(
                                    part.fileName(), part.contentType(), part.content()));
                }
                default -> throw Refusal.badField(part.name(), "Unrecognized part");
            }
        }
        if (text == null) {
            throw Refusal.badField("comment", "must not be null");
        }
        Text read = text;
        return tenant.locked(
                () -> {
                    Tenant.Stored stored = tenant.ticket(request.id(0));
                    refuseIfClosed(stored.ticket());
                    var notes = new ArrayList<>(stored.notes());
                    notes.add(note(LogEntry.Type.COMMENT, read, files));
                    mail(stored.ticket(), read);
                    tenant.tickets.put(
                            stored.ticket().id(),
                            new Tenant.Stored(stored.ticket(), tenant.now(), notes));
                    return Reply.noContent();
                });
    }

    /// Nobody knows what the real service does; this is the stricter reading.
    private static void refuseIfClosed(Ticket ticket) {
        if (ticket.status().name().equals("CLOSED")) {
            throw Refusal.badField("status", "ticket " + ticket.id() + " is closed");
        }
    }

    private Reply log(ApiRequest request) {
        Map<String, String> query = request.seen().query();
        int anchor = request.queryInt("anchorId", 0);
        int size = request.queryInt("pageSize", 500);
        return tenant.locked(
                () -> {
                    var entries =
                            new ArrayList<>(
                                    tenant.ticket(request.id(0)).notes().stream()
                                            .map(Note::entry)
                                            .filter(entry -> entry.id() > anchor)
                                            .filter(
                                                    entry ->
                                                            !query.containsKey("type")
                                                                    || entry.type()
                                                                            .name()
                                                                            .equals(
                                                                                    query.get(
                                                                                            "type")))
                                            .limit(size)
                                            .toList());
                    if (options.logOrder() == Options.LogOrder.NEWEST_FIRST) {
                        entries.sort(Comparator.comparingInt(LogEntry::id).reversed());
                    }
                    return Reply.ok(entries);
                });
    }

    private record Text(
            boolean isPublic,
            @Nullable String body,
            @Nullable String html,
            @Nullable Integer timeTracked) {}

    private static Text text(JsonNode node, String where, Options.UnknownFields unknown) {
        Fields fields = Fields.of(node, where, unknown, TEXT_FIELDS);
        Integer seconds = fields.optionalInt("timeTracked");
        if (seconds != null && seconds < 0) {
            throw fields.refused("timeTracked", "must not be negative");
        }
        fields.optionalBoolean("duplicateInIncidents");
        return new Text(
                fields.requiredBoolean("public"),
                fields.optionalText("body"),
                fields.optionalText("htmlBody"),
                seconds);
    }

    private Note note(LogEntry.Type type, Text text, List<Note.Attachment> files) {
        User author =
                tenant.users.values().stream()
                        .filter(user -> user.userType() == User.UserType.TECHNICIAN)
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("a tenant has technicians"));
        return new Note(
                new LogEntry(
                        tenant.nextNoteId(),
                        author.uid(),
                        "TECHNICIAN",
                        type,
                        text.body,
                        text.html,
                        text.isPublic,
                        false,
                        tenant.seconds(),
                        text.timeTracked,
                        List.of()),
                files);
    }

    /// What is public reaches the requester and those in copy.
    private void mail(Ticket ticket, Text text) {
        if (!text.isPublic) {
            return;
        }
        String body = text.body == null ? "" : text.body;
        if (ticket.requesterUid() != null) {
            tenant.mailOf(ticket.requesterUid())
                    .ifPresent(to -> tenant.mails.add(new Mail(ticket.id(), to, body)));
        }
        for (String email : ticket.ccList().emails()) {
            tenant.mails.add(new Mail(ticket.id(), email, body));
        }
    }
}
