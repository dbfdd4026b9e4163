package com.ninja3cx.server.ninjaone;

import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.db.Leases;
import com.ninja3cx.server.vault.Vault;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
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

    /// A slow line still moves this many bytes a second.
    private static final long SLOWEST_UPLOAD = 250_000;

    private final Tenant tenant;
    private final HttpClient http;
    private final AccessTokens tokens;
    private final Calls calls;
    private final Boards boards;
    private final Probe probe;

    /// @param pause how the client waits for its turn
    public NinjaOne(
            Tenant tenant, Database database, Vault vault, InstantSource clock, Pause pause) {
        this.tenant = tenant;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
        var exchange =
                new Exchange(
                        http, new Pace(database, clock, pause, tenant.requestsPerSecond()), clock);
        this.tokens =
                new AccessTokens(
                        tenant,
                        new TokenRequests(tenant, exchange, clock),
                        new TokenStore(database, vault),
                        new Leases(database, clock),
                        clock,
                        pause);
        this.calls = new Calls(tenant, exchange, tokens);
        this.boards = new Boards(calls);
        this.probe = new Probe(tenant, exchange, calls);
    }

    /// How things stand with the authorisation, as far as is known without asking NinjaOne.
    public Connection connection() {
        return Connection.of(tokens.stored());
    }

    AccessTokens tokens() {
        return tokens;
    }

    Probe probe() {
        return probe;
    }

    public Tenant tenant() {
        return tenant;
    }

    public List<Organization> organizations() throws NinjaOneException {
        return calls.pages("/organizations?", MOST_PAGES, Organization::of, Organization::id);
    }

    /// All contacts; an instance without the ticketing address is asked for the general one.
    public List<Person> contacts() throws NinjaOneException {
        return orElse("/ticketing/contact/contacts", "/contacts", Person::contact);
    }

    /// Technicians and end users.
    public List<Person> users() throws NinjaOneException {
        return calls.rows("/users", Person::user);
    }

    /// Those who can be put in charge of a ticket, disabled ones included.
    public List<Person> technicians() throws NinjaOneException {
        return orElse("/user/technicians", "/users?userType=TECHNICIAN", Person::user).stream()
                .filter(person -> person.kind() == Person.Kind.TECHNICIAN)
                .toList();
    }

    /// Not every instance has every address: 404 on a known one asks for the other.
    private List<Person> orElse(String path, String other, Function<JsonNode, Person> read)
            throws NinjaOneException {
        try {
            return calls.rows(path, read);
        } catch (NinjaOneException e) {
            if (e.failure().status() != 404) {
                throw e;
            }
            return calls.rows(other, read);
        }
    }

    /// Every managed machine, with its owner.
    public List<Device> devices() throws NinjaOneException {
        return calls.pages("/devices?", MOST_PAGES, Device::of, Device::id);
    }

    /// Where a person sees this machine; the link works for a limited time, so ask when it is
    /// wanted.
    public URI deviceLink(int device) throws NinjaOneException {
        String url = Read.text(calls.get("/device/" + device + "/dashboard-url"), "url");
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw new NinjaOneException(
                    Failure.local(Failure.Kind.INVALID, "device_link", "no link to this device"));
        }
    }

    public List<TicketForm> forms() throws NinjaOneException {
        return calls.rows("/ticketing/ticket-form", TicketForm::of);
    }

    public List<TicketStatus> statuses() throws NinjaOneException {
        return calls.rows("/ticketing/statuses", TicketStatus::of);
    }

    public List<Board> boards() throws NinjaOneException {
        return calls.rows("/ticketing/trigger/boards", Board::of);
    }

    /// One page of a board, latest change first.
    ///
    /// @param cursor 0 for the first page
    public BoardPage run(int board, int cursor) throws NinjaOneException {
        return boards.run(board, cursor);
    }

    /// Tickets of one requester that are neither resolved nor closed, latest change first, among
    /// the 300 last changed of the board. Costs 2 to about 20 requests: 4 seconds at most.
    ///
    /// @param requesterName first and last name as NinjaOne shows it, to look at fewer tickets
    /// @param most how many are wanted
    public List<Ticket> openTickets(int board, String requesterUid, String requesterName, int most)
            throws NinjaOneException {
        return boards.open(board, requesterUid, requesterName, most);
    }

    public Ticket ticket(int id) throws NinjaOneException {
        return Ticket.of(calls.get("/ticketing/ticket/" + id));
    }

    /// A ticket's log in order of the ids; booked time is in its lines.
    public List<LogEntry> log(int ticket) throws NinjaOneException {
        List<LogEntry> all = new ArrayList<>();
        Set<Integer> seen = new LinkedHashSet<>();
        int anchor = 0;
        for (int page = 0; page < 20; page++) {
            String query = "?pageSize=" + PAGE + (anchor == 0 ? "" : "&anchorId=" + anchor);
            List<LogEntry> rows =
                    calls.rows("/ticketing/ticket/" + ticket + "/log-entry" + query, LogEntry::of);
            rows.stream().filter(entry -> seen.add(entry.id())).forEach(all::add);
            int latest = all.stream().mapToInt(LogEntry::id).max().orElse(0);
            if (rows.size() < PAGE || latest == anchor) {
                break;
            }
            // Sources disagree on the order of a page: the highest id is the last seen one in both.
            anchor = latest;
        }
        all.sort(Comparator.comparingInt(LogEntry::id));
        return all;
    }

    public Outcome<Ticket> create(NewTicket ticket) {
        return create(ticket, Permit.GIVEN);
    }

    /// Refused with [Permit#DENIED] when the permit was not given at the last moment.
    public Outcome<Ticket> create(NewTicket ticket, Permit permit) {
        return ticketOutcome(
                calls.write(
                        calls.request("/ticketing/ticket")
                                .header("Content-Type", "application/json")
                                .POST(calls.json(ticket.json())),
                        permit));
    }

    /// Changes a ticket that was just read. Refused when somebody changed it since: read it again.
    public Outcome<Ticket> update(Ticket read, TicketChange change) {
        return update(read, change, Permit.GIVEN);
    }

    /// Refused with [Permit#DENIED] when the permit was not given at the last moment.
    public Outcome<Ticket> update(Ticket read, TicketChange change, Permit permit) {
        ObjectNode body = change.json(read);
        if (!body.has("requesterUid")) {
            return new Outcome.Refused<>(
                    Failure.local(
                            Failure.Kind.INVALID,
                            "requester_missing",
                            "NinjaOne changes no ticket without a requester"));
        }
        return ticketOutcome(
                calls.write(
                        calls.request("/ticketing/ticket/" + read.id())
                                .header("Content-Type", "application/json")
                                .PUT(calls.json(body)),
                        permit));
    }

    /// Adds a note, with its files and time; NinjaOne answers nothing, so that only the log tells
    /// its id. Takes no longer than [#deadline].
    ///
    /// @return the ticket's number
    public Outcome<Integer> comment(int ticket, Note note) {
        return comment(ticket, note, Permit.GIVEN);
    }

    /// Refused with [Permit#DENIED] when the permit was not given at the last moment.
    public Outcome<Integer> comment(int ticket, Note note, Permit permit) {
        var body = new Multipart("part-" + UUID.randomUUID());
        try {
            body.json("comment", note.json().toString().getBytes(StandardCharsets.UTF_8));
            for (Note.Attachment file : note.files()) {
                body.file("files", file);
            }
        } catch (IOException unreadable) {
            return new Outcome.Refused<>(
                    Failure.local(
                            Failure.Kind.INVALID,
                            "file_unreadable",
                            String.valueOf(unreadable.getMessage())));
        }
        Exchange.Answer answer =
                calls.write(
                        calls.request("/ticketing/ticket/" + ticket + "/comment")
                                .header("Content-Type", body.contentType())
                                .POST(body.publisher()),
                        deadline(body.length()),
                        permit);
        return answer.failure() == null ? new Outcome.Sent<>(ticket) : notSent(answer.failure());
    }

    /// Longest time one request with this many bytes may take.
    public Duration deadline(long bytes) {
        return tenant.deadline().plusSeconds(bytes / SLOWEST_UPLOAD);
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

    @Override
    public void close() {
        http.shutdownNow();
    }
}
