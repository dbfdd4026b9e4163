package com.ninja3cx.simulator.ninjaone;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Boards: the only way to list tickets, page by page, with the board's own columns.
final class BoardEndpoints {

    private static final List<String> ALL_COLUMNS =
            List.of(
                    "id",
                    "summary",
                    "status",
                    "organization",
                    "requester",
                    "assignedAppUser",
                    "priority",
                    "severity",
                    "tags",
                    "ticketForm",
                    "createTime",
                    "lastUpdated",
                    "totalTimeTracked");

    private static final Pattern HOURS = Pattern.compile("(\\d+):(\\d+)");

    private final Tenant tenant;
    private final Options options;

    BoardEndpoints(Tenant tenant, Options options) {
        this.tenant = tenant;
        this.options = options;
    }

    void register(Router router) {
        router.read("GET", "/ticketing/trigger/boards", request -> boards());
        router.read("POST", "/ticketing/trigger/board/*/run", this::run);
    }

    private Reply boards() {
        return tenant.locked(
                () -> Reply.ok(tenant.boards.values().stream().map(this::row).toList()));
    }

    private Map<String, Object> row(Board board) {
        var row = new LinkedHashMap<String, Object>();
        row.put("id", board.id());
        row.put("uid", new UUID(0xb0a7d, board.id()).toString());
        row.put("name", board.name());
        row.put("description", "");
        row.put("conditions", Map.of("any", List.of(), "all", board.conditions()));
        row.put("createTime", 1_650_000_000.0);
        row.put("updateTime", 1_650_000_000.0);
        row.put("system", board.system());
        row.put("columns", board.columns());
        row.put("sortBy", List.of(Map.of("field", "lastUpdated", "direction", "DESC")));
        row.put("ticketCount", visible(board).size());
        return row;
    }

    private Reply run(ApiRequest request) {
        Fields fields =
                Fields.of(
                        Fields.parse(request.seen()),
                        "",
                        options.unknownFields(),
                        Set.of(
                                "sortBy",
                                "filters",
                                "pageSize",
                                "searchCriteria",
                                "includeColumns",
                                "lastCursorId"));
        Integer size = fields.optionalInt("pageSize");
        if (size != null && (size < 1 || size > 1_000)) {
            throw fields.refused("pageSize", "must be between 1 and 1000");
        }
        String search = fields.optionalText("searchCriteria");
        if (search != null && search.length() > 512) {
            throw fields.refused("searchCriteria", "size must be between 0 and 512");
        }
        Integer cursor = fields.optionalInt("lastCursorId");
        Comparator<Tenant.Stored> order = order(fields);
        Duration changedWithin = changedWithin(fields);
        return tenant.locked(
                () -> {
                    Board board = tenant.boards.get(request.id(0));
                    if (board == null) {
                        throw Refusal.missingEntity("BOARD_NOT_FOUND");
                    }
                    var columns = new LinkedHashSet<>(board.columns());
                    for (String column : fields.texts("includeColumns")) {
                        if (!ALL_COLUMNS.contains(column)) {
                            throw fields.refused("includeColumns", "there is no " + column);
                        }
                        columns.add(column);
                    }
                    List<Tenant.Stored> found =
                            visible(board).stream()
                                    .filter(stored -> changed(stored, changedWithin))
                                    .filter(stored -> mentions(stored, search))
                                    .sorted(order)
                                    .toList();
                    List<Tenant.Stored> page =
                            after(found, cursor).stream().limit(size == null ? 100 : size).toList();
                    int last = page.isEmpty() ? 0 : page.getLast().ticket().id();
                    return Reply.ok(
                            Map.of(
                                    "data",
                                    page.stream().map(stored -> row(stored, columns)).toList(),
                                    "metadata",
                                    metadata(board, columns, last)));
                });
    }

    private List<Tenant.Stored> visible(Board board) {
        Instant latest = tenant.now().minus(board.lag());
        return tenant.tickets.values().stream()
                .filter(stored -> !stored.updated().isAfter(latest))
                .filter(stored -> board.lists(stored.ticket()))
                .toList();
    }

    private static List<Tenant.Stored> after(List<Tenant.Stored> found, @Nullable Integer cursor) {
        if (cursor == null || cursor == 0) {
            return found;
        }
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i).ticket().id() == cursor) {
                return found.subList(i + 1, found.size());
            }
        }
        return List.of();
    }

    private boolean changed(Tenant.Stored stored, @Nullable Duration within) {
        return within == null || !stored.updated().isBefore(tenant.now().minus(within));
    }

    private static boolean mentions(Tenant.Stored stored, @Nullable String search) {
        return search == null
                || stored.ticket()
                        .subject()
                        .toLowerCase(Locale.ROOT)
                        .contains(search.toLowerCase(Locale.ROOT));
    }

    /// The only server-side filter that is known to work is the time of the last change; the real
    /// service answers others with a bare 400.
    private @Nullable Duration changedWithin(Fields fields) {
        Duration within = null;
        for (JsonNode element : fields.elements("filters")) {
            Fields filter =
                    Fields.of(
                            element,
                            "filters",
                            options.unknownFields(),
                            Set.of("field", "operator", "value"));
            String value = filter.optionalText("value");
            Matcher hours = HOURS.matcher(value == null ? "" : value);
            if (!"ticket_changed".equals(filter.optionalText("field"))
                    || !"hours_since:greater_or_equal_than".equals(filter.optionalText("operator"))
                    || !hours.matches()) {
                throw new Refusal(Reply.empty(400));
            }
            within =
                    Duration.ofHours(Long.parseLong(hours.group(1)))
                            .plusMinutes(Long.parseLong(hours.group(2)));
        }
        return within;
    }

    private Comparator<Tenant.Stored> order(Fields fields) {
        Comparator<Tenant.Stored> byId = Comparator.comparingInt(stored -> stored.ticket().id());
        Comparator<Tenant.Stored> order =
                Comparator.comparing(Tenant.Stored::updated).thenComparing(byId).reversed();
        for (JsonNode element : fields.elements("sortBy")) {
            Fields sort =
                    Fields.of(
                            element,
                            "sortBy",
                            options.unknownFields(),
                            Set.of("field", "direction"));
            Comparator<Tenant.Stored> wanted =
                    switch (sort.requiredText("field", 100)) {
                        case "id" -> byId;
                        case "createTime" ->
                                Comparator.comparingDouble(
                                                (Tenant.Stored stored) ->
                                                        stored.ticket().createTime())
                                        .thenComparing(byId);
                        case "lastUpdated" ->
                                Comparator.comparing(Tenant.Stored::updated).thenComparing(byId);
                        default -> throw new Refusal(Reply.empty(400));
                    };
            String direction = sort.optionalEnum("direction", "ASC", Set.of("ASC", "DESC"));
            order = direction.equals("DESC") ? wanted.reversed() : wanted;
        }
        return order;
    }

    private Map<String, Object> row(Tenant.Stored stored, Set<String> columns) {
        var row = new LinkedHashMap<String, Object>();
        for (String column : columns) {
            row.put(column, value(stored, column));
        }
        return row;
    }

    private @Nullable Object value(Tenant.Stored stored, String column) {
        Ticket ticket = stored.ticket();
        return switch (column) {
            case "id" -> ticket.id();
            case "summary" -> ticket.subject();
            case "status" ->
                    Map.of(
                            "statusId", ticket.status().statusId(),
                            "displayName", ticket.status().displayName(),
                            "parentId", ticket.status().parentId());
            case "organization" -> {
                Organisation organisation = tenant.organisations.get(ticket.clientId());
                yield organisation == null ? null : organisation.name();
            }
            case "requester" -> requester(ticket);
            case "assignedAppUser" -> {
                User user =
                        ticket.assignedAppUserId() == null
                                ? null
                                : tenant.users.get(ticket.assignedAppUserId());
                yield user == null ? null : user.firstName() + " " + user.lastName();
            }
            case "priority" -> ticket.priority();
            case "severity" -> ticket.severity();
            case "tags" -> ticket.tags();
            case "ticketForm" -> {
                TicketForm form = tenant.forms.get(ticket.ticketFormId());
                yield form == null ? null : form.name();
            }
            case "createTime" -> ticket.createTime();
            case "lastUpdated" -> stored.updated().toEpochMilli() / 1_000.0;
            case "totalTimeTracked" ->
                    stored.notes().stream()
                            .map(note -> note.entry().timeTracked())
                            .mapToInt(seconds -> seconds == null ? 0 : seconds)
                            .sum();
            default -> throw new IllegalStateException("no value for column " + column);
        };
    }

    private @Nullable String requester(Ticket ticket) {
        for (Contact contact : tenant.contacts.values()) {
            if (contact.uid().equals(ticket.requesterUid())) {
                return contact.firstName() + " " + contact.lastName();
            }
        }
        return null;
    }

    private static Map<String, Object> metadata(Board board, Set<String> columns, int last) {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("columns", List.copyOf(columns));
        metadata.put("sortBy", List.of());
        metadata.put("attributes", List.of());
        metadata.put("filters", Map.of("any", List.of(), "all", List.of()));
        metadata.put("lastCursorId", last);
        metadata.put("allRequiredColumns", new ArrayList<>(board.columns()));
        metadata.put("allColumns", ALL_COLUMNS);
        metadata.put("columnNamesForExporting", List.copyOf(columns));
        return metadata;
    }
}
