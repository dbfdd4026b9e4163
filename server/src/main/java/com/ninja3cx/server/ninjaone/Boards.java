package com.ninja3cx.server.ninjaone;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Lists of tickets, which NinjaOne gives only through boards.
final class Boards {

    private static final int PAGE = 100;
    private static final int MOST_PAGES_OPEN = 3;
    private static final int MOST_CANDIDATES = 15;

    /// What every board is known to have; `subject`, `requester` and `organization` are not named
    /// by all sources.
    private static final List<String> CERTAIN =
            List.of("id", "summary", "createTime", "lastUpdated");

    private static final List<String> WISHED =
            List.of(
                    "id",
                    "summary",
                    "subject",
                    "createTime",
                    "lastUpdated",
                    "status",
                    "requester",
                    "organization");

    private final Calls calls;

    Boards(Calls calls) {
        this.calls = calls;
    }

    BoardPage run(int board, int cursor) throws NinjaOneException {
        return run(board, cursor, CERTAIN);
    }

    /// Columns the board lacks are asked for; a board that does not know one of them is asked again
    /// for those it names.
    private BoardPage run(int board, int cursor, List<String> columns) throws NinjaOneException {
        try {
            return BoardPage.of(runWith(board, cursor, columns, PAGE));
        } catch (NinjaOneException e) {
            if (e.failure().kind() != Failure.Kind.INVALID || e.failure().status() == 404) {
                throw e;
            }
            return BoardPage.of(runWith(board, cursor, known(board), PAGE));
        }
    }

    private List<String> known(int board) throws NinjaOneException {
        JsonNode probe = runWith(board, 0, List.of(), 1);
        Set<String> known = new LinkedHashSet<>();
        for (JsonNode column : probe.path("metadata").path("allColumns")) {
            String name = column.isString() ? column.asString() : Read.text(column, "name");
            if (WISHED.contains(name)) {
                known.add(name);
            }
        }
        return List.copyOf(known);
    }

    private JsonNode runWith(int board, int cursor, List<String> columns, int size)
            throws NinjaOneException {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode sort = JsonNodeFactory.instance.objectNode();
        sort.put("field", "lastUpdated").put("direction", "DESC");
        body.putArray("sortBy").add(sort);
        body.put("pageSize", size);
        if (!columns.isEmpty()) {
            ArrayNode include = body.putArray("includeColumns");
            columns.forEach(include::add);
        }
        if (cursor != 0) {
            body.put("lastCursorId", cursor);
        }
        return calls.read(
                calls.request("/ticketing/trigger/board/" + board + "/run")
                        .header("Content-Type", "application/json")
                        .POST(calls.json(body)));
    }

    /// Tickets of one person that are not resolved, latest change first. The board has no filter by
    /// person that can be relied on: its rows are read here, and those that may be the person's are
    /// looked at one by one.
    List<Ticket> open(int board, String requesterUid, String requesterName, int most)
            throws NinjaOneException {
        List<BoardPage.Row> rows = new ArrayList<>();
        int cursor = 0;
        for (int page = 0; page < MOST_PAGES_OPEN; page++) {
            BoardPage read = run(board, cursor, WISHED.stream().filter(this::shown).toList());
            rows.addAll(read.rows());
            if (read.rows().size() < PAGE
                    || read.lastCursorId() == 0
                    || read.lastCursorId() == cursor) {
                break;
            }
            cursor = read.lastCursorId();
        }
        Set<Integer> ended = ended();
        String wanted = requesterName.toLowerCase(Locale.ROOT);
        List<Integer> candidates =
                rows.stream()
                        .filter(row -> row.id() > 0 && !ended.contains(row.statusId()))
                        .filter(
                                row ->
                                        row.requester().isEmpty()
                                                || wanted.isBlank()
                                                || row.requester()
                                                        .toLowerCase(Locale.ROOT)
                                                        .contains(wanted))
                        .map(BoardPage.Row::id)
                        .distinct()
                        .limit(MOST_CANDIDATES)
                        .toList();
        List<Ticket> open = new ArrayList<>();
        for (int id : candidates) {
            Ticket ticket = Ticket.of(calls.get("/ticketing/ticket/" + id));
            if (requesterUid.equals(ticket.requesterUid())
                    && !ticket.deleted()
                    && !ended.contains(ticket.statusId())) {
                open.add(ticket);
            }
            if (open.size() == most) {
                break;
            }
        }
        return open;
    }

    /// `subject` is what one source calls `summary`: asking for both would cost a second request.
    private boolean shown(String column) {
        return !column.equals("subject");
    }

    /// Resolved, closed, and what a tenant made below them.
    private Set<Integer> ended() throws NinjaOneException {
        List<TicketStatus> all = calls.rows("/ticketing/statuses", TicketStatus::of);
        Set<Integer> ends =
                all.stream()
                        .filter(TicketStatus::ends)
                        .map(TicketStatus::statusId)
                        .collect(Collectors.toSet());
        return all.stream()
                .filter(each -> each.ends() || ends.contains(each.parentId()))
                .map(TicketStatus::statusId)
                .collect(Collectors.toSet());
    }
}
