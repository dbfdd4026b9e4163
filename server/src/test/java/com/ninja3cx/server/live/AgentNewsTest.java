package com.ninja3cx.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.protocol.ServerMessage;
import com.ninja3cx.server.TestServer;
import com.ninja3cx.server.access.Scope;
import com.ninja3cx.simulator.agent.AgentCall;
import com.ninja3cx.simulator.agent.AgentReport;
import com.ninja3cx.simulator.agent.Cut;
import com.ninja3cx.simulator.agent.Observed;
import com.ninja3cx.simulator.agent.StreamingAgent;
import com.ninja3cx.simulator.calls.CallSound;
import com.ninja3cx.simulator.ninjaone.FakeNinjaOne;
import com.ninja3cx.simulator.ninjaone.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an agent hears of the ticket of its call.
class AgentNewsTest {

    private static final String CALLER = "0142685300";

    @TempDir private Path folder;
    private FakeNinjaOne ninja;
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        ninja = FakeNinjaOne.start(0, Options.strict(InstantSource.system()));
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
                        "2");
    }

    @AfterEach
    void stop() {
        server.close();
        ninja.close();
    }

    private AgentReport stream(AgentCall call, Consumer<Observed> watcher) throws Exception {
        String key = server.key(Scope.AGENT);
        try (var agent = new StreamingAgent(server.uri("/"), key, watcher)) {
            return agent.stream(call);
        }
    }

    private static AgentCall call() {
        var samples = new short[2 * 16_000];
        Arrays.fill(samples, (short) 9_000);
        return AgentCall.incoming(
                        CALLER, "201", Instant.now(), new CallSound(16_000, samples, samples))
                .withPatience(Duration.ofSeconds(30))
                .waitingForTicket();
    }

    private static <T> List<T> told(AgentReport report, Class<T> type) {
        return report.observed().stream()
                .map(Observed::message)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private void act(String draft, String action) {
        String key = "Bearer " + server.key(Scope.TICKETS);
        assertThat(
                        server.post(
                                        "/api/drafts/" + draft + "/" + action,
                                        "{}",
                                        "Authorization",
                                        key)
                                .status())
                .isEqualTo(200);
    }

    /// Lets a person do something as soon as the draft counts down.
    private Consumer<Observed> onceCounting(String action) {
        return seen -> {
            if (seen.message() instanceof ServerMessage.Countdown told
                    && told.state().equals("counting")) {
                act(told.draft(), action);
            }
        };
    }

    @Test
    void theAgentIsToldOfTheDraftItsStatesAndTheTicket() throws Exception {
        AgentCall call = call();

        AgentReport report = stream(call, onceCounting("send"));

        assertThat(report.closed()).isTrue();
        var ready = told(report, ServerMessage.DraftReady.class);
        assertThat(ready).isNotEmpty();
        assertThat(ready.getLast().callRef()).isEqualTo(call.callRef());
        assertThat(ready.getLast().title()).isEqualTo("2000 ms max0.27");
        assertThat(ready.getLast().url())
                .isEqualTo("http://127.0.0.1:" + server.port() + "/#" + report.call());
        assertThat(told(report, ServerMessage.Countdown.class))
                .extracting(ServerMessage.Countdown::state)
                .containsSubsequence("counting", "queued", "sent")
                .doesNotHaveDuplicates();
        assertThat(told(report, ServerMessage.TicketSent.class))
                .containsExactly(
                        new ServerMessage.TicketSent(
                                call.callRef(),
                                ninja.tickets().getFirst().id(),
                                ninja.baseUri()
                                        + "/#/ticketing/ticket/"
                                        + ninja.tickets().getFirst().id()));
    }

    @Test
    void aRunningCountdownIsToldWithItsEnd() throws Exception {
        AgentReport report = stream(call(), onceCounting("discard"));

        var countdown = told(report, ServerMessage.Countdown.class);
        assertThat(countdown)
                .filteredOn(told -> told.state().equals("counting"))
                .singleElement()
                .satisfies(told -> assertThat(told.deadline()).isAfter(Instant.now()));
        assertThat(countdown.getLast().state()).isEqualTo("discarded");
        assertThat(countdown.getLast().deadline()).isNull();
        assertThat(told(report, ServerMessage.TicketSent.class)).isEmpty();
    }

    @Test
    void anAgentThatComesBackAfterACutHearsTheTicketAllTheSame() throws Exception {
        AgentCall call = call().withCuts(new Cut(Duration.ofMillis(1_000), Duration.ofMillis(500)));

        AgentReport report = stream(call, onceCounting("send"));

        assertThat(report.connections()).isEqualTo(2);
        assertThat(told(report, ServerMessage.TicketSent.class)).hasSize(1);
    }

    @Test
    void aWorkingDayOfCallsGoesOverOneConnection() {
        try (AgentClient agent = new AgentClient(server, server.key(Scope.AGENT)).hello()) {
            for (int i = 0; i < 12; i++) {
                String ref = "call " + i;
                agent.call(ref, null);
                agent.send(new com.ninja3cx.protocol.AgentMessage.CallEnded(ref, Instant.now()));
                agent.await(ServerMessage.CallClosed.class);
            }
        }
    }
}
