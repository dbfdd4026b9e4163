package com.ninja3cx.server.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ninja3cx.server.TestServer;
import com.ninja3cx.server.access.Scope;
import com.ninja3cx.simulator.ninjaone.FakeNinjaOne;
import com.ninja3cx.simulator.ninjaone.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What a technician sees of a caller before answering.
class ContextTest {

    private static final String PAUL = "9d2c64a0-51ab-4f57-8a1e-77e1a90b0061";

    @TempDir private Path folder;
    private FakeNinjaOne ninja;
    private TestServer server;
    private String[] auth;

    @BeforeEach
    void start() throws Exception {
        InstantSource clock = InstantSource.system();
        ninja = FakeNinjaOne.start(0, Options.strict(clock));
        server =
                TestServer.start(
                        folder,
                        "NINJA_BASE_URL",
                        ninja.baseUri().toString(),
                        "NINJA_CLIENT_ID",
                        Options.CLIENT_ID,
                        "NINJA_CLIENT_SECRET",
                        Options.CLIENT_SECRET,
                        "NINJA_REFRESH_TOKEN",
                        ninja.newRefreshToken(),
                        "NINJA_BOARD_ID",
                        "2",
                        "TECHNICIAN_EXTENSIONS",
                        "202=emma.wells@rivage.example");
        auth = new String[] {"Authorization", "Bearer " + server.key(Scope.READ, Scope.TICKETS)};
        await().atMost(Duration.ofSeconds(20))
                .until(
                        () ->
                                get("/api/directory/people?q=lenoir").path("people").size() > 0
                                        && devicesThere());
    }

    private boolean devicesThere() {
        boolean[] there = new boolean[1];
        server.withDatabase(
                handle ->
                        there[0] =
                                handle.createQuery("SELECT COUNT(*) FROM directory_devices")
                                                .mapTo(Integer.class)
                                                .one()
                                        > 0);
        return there[0];
    }

    @AfterEach
    void stop() {
        server.close();
        ninja.close();
    }

    private JsonNode get(String path) {
        return server.get(path, auth).json();
    }

    private void call(String id, String caller, String state, long startedAt) {
        server.withDatabase(
                handle ->
                        handle.createUpdate(
                                        """
                                        INSERT INTO calls (id, pbx, direction, caller,
                                            agent_extension, started_at, ended_at,
                                            duration_seconds, state, trust, missed,
                                            transcript_state, updated_at)
                                        VALUES (:id, 'default', 'INBOUND', :caller, '202', :at,
                                            :end, 60, :state, 'TRUSTED', 0, 'NONE', :at)
                                        """)
                                .bind("id", id)
                                .bind("caller", caller)
                                .bind("state", state)
                                .bind("at", startedAt)
                                .bind("end", state.equals("ENDED") ? startedAt + 60_000 : null)
                                .execute());
    }

    @Test
    void callerOrganisationDevicesTechnicianAndEarlierCallsAreKnownWhileItRings() {
        long now = InstantSource.system().millis();
        call("call_before", "06 98 76 54 32", "ENDED", now - 90_000_000L);
        call("call_other", "0142685300", "ENDED", now - 90_000_000L);
        call("call_now", "+33698765432", "RINGING", now);

        JsonNode context = get("/api/calls/call_now/context");

        assertThat(context.path("identity").asString()).isEqualTo("known");
        assertThat(context.path("number").asString()).isEqualTo("06 98 76 54 32");
        assertThat(context.path("caller").path("name").asString()).isEqualTo("Paul Lenoir");
        assertThat(context.path("organisation").path("name").asString())
                .isEqualTo("Atelier Lenoir");
        assertThat(context.path("technician").asString()).isEqualTo("Emma Wells");
        assertThat(context.path("devices").findValuesAsString("name"))
                .containsExactly("LENOIR-PC04");
        assertThat(context.path("calls").findValuesAsString("id")).containsExactly("call_before");
        assertThat(get("/api/calls/call_now/tickets").path("tickets").size()).isZero();
    }

    @Test
    void aHiddenNumberIsNobodyAndHasNoEarlierCalls() {
        long now = InstantSource.system().millis();
        call("call_1", "anonymous", "ENDED", now - 90_000_000L);
        call("call_2", "anonymous", "RINGING", now);

        JsonNode context = get("/api/calls/call_2/context");

        assertThat(context.path("identity").asString()).isEqualTo("hidden");
        assertThat(context.path("caller").isNull()).isTrue();
        assertThat(context.path("calls").size()).isZero();
    }

    @Test
    void openTicketsOfTheCallerAreShownAndTheTicketNamesTheOnlyDevice() {
        call("call_now", "+33698765432", "TALKING", InstantSource.system().millis());
        await().atMost(Duration.ofSeconds(10))
                .until(
                        () ->
                                get("/api/drafts?call=call_now")
                                        .path("drafts")
                                        .path(0)
                                        .path("device")
                                        .path("name")
                                        .asString("")
                                        .equals("LENOIR-PC04"));
        String draft =
                get("/api/drafts?call=call_now").path("drafts").path(0).path("id").asString();

        assertThat(server.post("/api/drafts/" + draft + "/send", "{}", auth).status())
                .isEqualTo(200);
        await().atMost(Duration.ofSeconds(20)).until(() -> !ninja.tickets().isEmpty());

        var ticket = ninja.tickets().getFirst();
        assertThat(ticket.nodeId()).isEqualTo(301);
        assertThat(ticket.requesterUid()).isEqualTo(PAUL);
        assertThat(ticket.assignedAppUserId()).isEqualTo(8);
        assertThat(get("/api/calls/call_now/tickets").path("tickets").size())
                .as("the ticket made from this very call is no other one")
                .isZero();
        call("call_next", "+33698765432", "RINGING", InstantSource.system().millis());
        JsonNode open = get("/api/calls/call_next/tickets").path("tickets");
        assertThat(open.size()).isEqualTo(1);
        assertThat(open.path(0).path("id").asInt()).isEqualTo(ticket.id());
        assertThat(open.path(0).path("url").asString()).contains("/#/ticketing/ticket/");
    }

    @Test
    void anUnknownCallOrDeviceIsSaidSo() {
        assertThat(server.get("/api/calls/nothing/context", auth).status()).isEqualTo(404);
        assertThat(server.get("/api/devices/nothing/open", auth).status()).isEqualTo(404);
    }
}
