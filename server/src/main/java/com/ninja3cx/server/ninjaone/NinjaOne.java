package com.ninja3cx.server.ninjaone;

import com.ninja3cx.server.db.Leases;
import com.ninja3cx.server.vault.Vault;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One NinjaOne tenant. Safe for several threads; at most five requests a second.
///
/// Reads throw [NinjaOneException]. Writes never throw: an [Outcome] says what is known about them,
/// and none is ever repeated here, except after a 401, which NinjaOne answers before doing
/// anything.
public final class NinjaOne implements AutoCloseable {

    private static final int PAGE = 500;
    private static final int MOST_PAGES = 400;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final List<String> COLUMNS =
            List.of("id", "summary", "createTime", "lastUpdated", "subject");

    private final Tenant tenant;
    private final HttpClient http;
    private final Exchange exchange;
    private final AccessTokens tokens;
    private final JsonMapper mapper = new JsonMapper();

    /// @param pause how the client waits for its turn
    public NinjaOne(Tenant tenant, Vault vault, Leases leases, InstantSource clock, Pause pause) {
        this.tenant = tenant;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
        var pace = new Pace(clock, pause);
        this.exchange = new Exchange(http, pace, tenant.deadline());
        this.tokens = new AccessTokens(tenant, exchange, vault, leases, clock, pause);
    }

    public Tenant tenant() {
        return tenant;
    }

    public List<Organization> organizations() throws NinjaOneException {
        List<Organization> all = new ArrayList<>();
        for (int page = 0; page < MOST_PAGES; page++) {
            int after = all.isEmpty() ? 0 : all.getLast().id();
            List<Organization> rows =
                    rows(
                            get("/organizations?pageSize=" + PAGE + "&after=" + after),
                            Organization::of);
            all.addAll(rows);
            if (rows.size() < PAGE) {
                break;
            }
        }
        return all;
    }

    /// All contacts; an instance without the ticketing address is asked for the general one.
    public List<Person> contacts() throws NinjaOneException {
        try {
            return rows(get("/ticketing/contact/contacts"), Person::contact);
        } catch (NinjaOneException e) {
            if (e.failure().status() != 404) {
                throw e;
            }
            return rows(get("/contacts"), Person::contact);
        }
    }

    /// Technicians and end users.
    public List<Person> users() throws NinjaOneException {
        return rows(get("/users"), Person::user);
    }

    public List<TicketForm> forms() throws NinjaOneException {
        return rows(get("/ticketing/ticket-form"), TicketForm::of);
    }

    public List<TicketStatus> statuses() throws NinjaOneException {
        return rows(get("/ticketing/statuses"), TicketStatus::of);
    }

    public List<Board> boards() throws NinjaOneException {
        return rows(get("/ticketing/trigger/boards"), Board::of);
    }

    /// One page of a board, latest change first. Columns the board lacks are asked for; a board
    /// that does not know one of them is asked again for those it names.
    ///
    /// @param cursor 0 for the first page
    public BoardPage run(int board, int cursor) throws NinjaOneException {
        try {
            return BoardPage.of(runWith(board, cursor, COLUMNS.subList(0, 4), 100));
        } catch (NinjaOneException e) {
            if (e.failure().kind() != Failure.Kind.INVALID) {
                throw e;
            }
            JsonNode probe = runWith(board, 0, List.of(), 1);
            Set<String> known = new LinkedHashSet<>();
            for (JsonNode column : probe.path("metadata").path("allColumns")) {
                String name = column.isString() ? column.asString() : Read.text(column, "name");
                if (COLUMNS.contains(name)) {
                    known.add(name);
                }
            }
            return BoardPage.of(runWith(board, cursor, List.copyOf(known), 100));
        }
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
        return read(
                request("/ticketing/trigger/board/" + board + "/run")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(mapper.writeValueAsBytes(body))));
    }

    public Ticket ticket(int id) throws NinjaOneException {
        return Ticket.of(get("/ticketing/ticket/" + id));
    }

    /// A ticket's log in order of the ids.
    public List<LogEntry> log(int ticket) throws NinjaOneException {
        List<LogEntry> all = new ArrayList<>();
        Set<Integer> seen = new LinkedHashSet<>();
        int anchor = 0;
        for (int page = 0; page < 20; page++) {
            String query = "?pageSize=" + PAGE + (anchor == 0 ? "" : "&anchorId=" + anchor);
            List<LogEntry> rows =
                    rows(get("/ticketing/ticket/" + ticket + "/log-entry" + query), LogEntry::of);
            rows.stream().filter(entry -> seen.add(entry.id())).forEach(all::add);
            int latest = all.stream().mapToInt(LogEntry::id).max().orElse(0);
            if (rows.size() < PAGE || latest == anchor) {
                break;
            }
            // Sources disagree on the order of a page: the highest id is the last seen one in both.
            anchor = latest;
        }
        all.sort(java.util.Comparator.comparingInt(LogEntry::id));
        return all;
    }

    public Outcome<Ticket> create(NewTicket ticket) {
        return ticketOutcome(
                write(
                        request("/ticketing/ticket")
                                .header("Content-Type", "application/json")
                                .POST(
                                        BodyPublishers.ofByteArray(
                                                mapper.writeValueAsBytes(ticket.json())))));
    }

    /// Changes a ticket to a body made from what [#ticket] returned; its `version` guards against
    /// somebody else's change.
    public Outcome<Ticket> update(int id, ObjectNode body) {
        return ticketOutcome(
                write(
                        request("/ticketing/ticket/" + id)
                                .header("Content-Type", "application/json")
                                .PUT(BodyPublishers.ofByteArray(mapper.writeValueAsBytes(body)))));
    }

    /// Adds a note; NinjaOne answers nothing, so that only the log tells its id.
    public Outcome<Integer> comment(int ticket, Note note) {
        var body = new Multipart("part-" + UUID.randomUUID());
        body.json("comment", mapper.writeValueAsBytes(Note.json(note.isPublic(), note.body())));
        note.files().forEach(file -> body.file("files", file));
        Exchange.Answer answer =
                write(
                        request("/ticketing/ticket/" + ticket + "/comment")
                                .header("Content-Type", body.contentType())
                                .POST(BodyPublishers.ofByteArray(body.bytes())));
        return answer.failure() == null ? new Outcome.Sent<>(ticket) : notSent(answer.failure());
    }

    private static Outcome<Ticket> ticketOutcome(Exchange.Answer answer) {
        if (answer.failure() != null) {
            return notSent(answer.failure());
        }
        Ticket ticket = Ticket.of(answer.json());
        return ticket.id() > 0
                ? new Outcome.Sent<>(ticket)
                : new Outcome.Unknown<>(answer.orFailure());
    }

    private static <T> Outcome<T> notSent(Failure failure) {
        return failure.kind() == Failure.Kind.UNCERTAIN
                ? new Outcome.Unknown<>(failure)
                : new Outcome.Refused<>(failure);
    }

    private HttpRequest.Builder request(String path) {
        URI uri = tenant.resource(path);
        return HttpRequest.newBuilder(uri).header("Accept", "application/json");
    }

    private JsonNode get(String path) throws NinjaOneException {
        return read(request(path).GET());
    }

    private JsonNode read(HttpRequest.Builder request) throws NinjaOneException {
        Exchange.Answer answer = authorized(request);
        if (answer.failure() != null) {
            throw new NinjaOneException(answer.failure());
        }
        return answer.json();
    }

    private Exchange.Answer write(HttpRequest.Builder request) {
        try {
            return authorized(request);
        } catch (NinjaOneException noToken) {
            // The write itself never left, whatever happened to the request for the token.
            Failure failure = noToken.failure();
            Failure safe =
                    failure.kind() == Failure.Kind.UNCERTAIN
                            ? failure.as(Failure.Kind.NOT_REACHED)
                            : failure;
            return new Exchange.Answer(0, JsonNodeFactory.instance.missingNode(), true, safe);
        }
    }

    private Exchange.Answer authorized(HttpRequest.Builder request) throws NinjaOneException {
        String token = tokens.token(null);
        Exchange.Answer answer = exchange.send(with(request, token));
        return answer.status() == 401 ? exchange.send(with(request, tokens.token(token))) : answer;
    }

    private static HttpRequest with(HttpRequest.Builder request, String token) {
        return request.copy().setHeader("Authorization", "Bearer " + token).build();
    }

    private static <T> List<T> rows(JsonNode reply, Function<JsonNode, T> read) {
        List<T> rows = new ArrayList<>();
        for (@Nullable JsonNode row : reply) {
            if (row != null && row.isObject()) {
                rows.add(read.apply(row));
            }
        }
        return rows;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
