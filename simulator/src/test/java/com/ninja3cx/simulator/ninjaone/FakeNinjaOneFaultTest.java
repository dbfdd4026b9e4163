package com.ninja3cx.simulator.ninjaone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FakeNinjaOneFaultTest {

    private static final String TICKET = "/v2/ticketing/ticket";
    private static final String CREATE = "POST /ticketing/ticket";
    private static final String GOOD =
            """
            {"clientId": 12, "ticketFormId": 1, "subject": "Panne [3CX-7K2M]", "status": "NEW",
             "description": {"public": false, "body": "b"}}
            """;

    private final MovableClock clock = new MovableClock();
    private FakeNinjaOne ninja;
    private Caller caller;

    @BeforeEach
    void start() throws Exception {
        ninja = FakeNinjaOne.start(0, Options.strict(clock));
        caller = Caller.technician(ninja);
    }

    @AfterEach
    void stop() {
        ninja.close();
    }

    @Test
    void aLostReplyLeavesATicketBehind() throws Exception {
        ninja.faults().next(CREATE, new Fault.LoseReply());

        assertThatThrownBy(() -> caller.post(TICKET, GOOD)).isInstanceOf(IOException.class);

        assertThat(ninja.tickets()).hasSize(1);
        assertThat(caller.post(TICKET, GOOD).statusCode()).isEqualTo(200);
    }

    @Test
    void aCreateMayLandLongAfterItsConnectionDied() throws Exception {
        ninja.faults().next(CREATE, new Fault.LandLater(Duration.ofSeconds(60)));

        assertThatThrownBy(() -> caller.post(TICKET, GOOD)).isInstanceOf(IOException.class);

        assertThat(ninja.tickets()).isEmpty();
        clock.forward(Duration.ofSeconds(59));
        assertThat(ninja.tickets()).isEmpty();
        clock.forward(Duration.ofSeconds(1));
        assertThat(ninja.tickets()).hasSize(1);
    }

    @Test
    void aDroppedConnectionLeavesNothing() {
        ninja.faults().next(CREATE, new Fault.DropConnection());

        assertThatThrownBy(() -> caller.post(TICKET, GOOD)).isInstanceOf(IOException.class);

        assertThat(ninja.tickets()).isEmpty();
        assertThat(ninja.requests()).anyMatch(seen -> seen.is("POST", TICKET));
    }

    @Test
    void aServerErrorMayHaveDoneTheWork() throws Exception {
        ninja.faults().next(CREATE, new Fault.ServerError(false));
        ninja.faults().next(CREATE, new Fault.ServerError(true));

        HttpResponse<String> first = caller.post(TICKET, GOOD);
        int afterFirst = ninja.tickets().size();
        HttpResponse<String> second = caller.post(TICKET, GOOD);

        assertThat(List.of(first.statusCode(), second.statusCode())).containsOnly(500);
        assertThat(first.body()).contains("NullPointerException", "incidentId");
        assertThat(afterFirst).isZero();
        assertThat(ninja.tickets()).hasSize(1);
    }

    @Test
    void aRateLimitMayBeAWebPage() throws Exception {
        ninja.faults().next(CREATE, new Fault.HtmlPage(200, null));
        ninja.faults().next(CREATE, new Fault.TooManyRequests(Duration.ofSeconds(7)));

        HttpResponse<String> page = caller.post(TICKET, GOOD);
        HttpResponse<String> proper = caller.post(TICKET, GOOD);

        assertThat(page.body()).startsWith("<!DOCTYPE html>");
        assertThat(proper.statusCode()).isEqualTo(429);
        assertThat(proper.headers().firstValue("Retry-After")).contains("7");
        assertThat(ninja.tickets()).isEmpty();
    }

    @Test
    void anExpiredTokenStaysExpired() throws Exception {
        ninja.faults().next("GET /ticketing/statuses", new Fault.ExpiredToken());

        assertThat(caller.get("/v2/ticketing/statuses").statusCode()).isEqualTo(401);
        assertThat(caller.get("/v2/ticketing/statuses").statusCode()).isEqualTo(401);
    }

    @Test
    void aSlowReplyComesAfterTheWork() throws Exception {
        ninja.faults().next(CREATE, new Fault.Delay(Duration.ofMillis(300)));
        long before = System.nanoTime();

        assertThat(caller.post(TICKET, GOOD).statusCode()).isEqualTo(200);

        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isGreaterThan(Duration.ofMillis(290));
    }

    @Test
    void aFaultIsMeantForOneKindOfRequest() throws Exception {
        ninja.faults()
                .add(
                        RequestPattern.parse("POST /ticketing/ticket/*/comment"),
                        new Fault.ServerError(false),
                        0,
                        1);
        ninja.faults()
                .add(
                        RequestPattern.parse(CREATE).containing("second"),
                        new Fault.ServerError(false),
                        1,
                        1);
        String second = GOOD.replace("Panne", "second");

        assertThat(caller.post(TICKET, GOOD).statusCode()).isEqualTo(200);
        assertThat(caller.post(TICKET, second).statusCode()).isEqualTo(200);
        assertThat(caller.post(TICKET, second).statusCode()).isEqualTo(500);
        assertThat(ninja.faults().waiting()).isEqualTo(1);
    }

    @Test
    void anotherProcessMayLookAndBreakThings() throws Exception {
        HttpResponse<String> set =
                caller.post(
                        "/simulator/faults",
                        "{\"request\":\"POST /ticketing/ticket\",\"fault\":\"loseReply\"}");
        HttpResponse<String> wrong =
                caller.post(
                        "/simulator/faults",
                        "{\"request\":\"POST /ticketing/ticket\",\"fault\":\"explode\"}");

        assertThat(set.statusCode()).isEqualTo(204);
        assertThat(wrong.body()).contains("loseReply");
        assertThatThrownBy(() -> caller.post(TICKET, GOOD)).isInstanceOf(IOException.class);
        assertThat(caller.get("/simulator/tickets").body()).contains("Panne [3CX-7K2M]");
        assertThat(caller.get("/simulator/requests").body()).contains("/v2/ticketing/ticket");
    }

    @Test
    void manyThreadsCreateAsManyTickets() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> create = () -> caller.post(TICKET, GOOD).statusCode();
            for (var reply : threads.invokeAll(java.util.Collections.nCopies(60, create))) {
                assertThat(reply.get()).isEqualTo(200);
            }
        }

        assertThat(ninja.tickets()).extracting(Ticket::id).doesNotHaveDuplicates().hasSize(60);
    }
}
