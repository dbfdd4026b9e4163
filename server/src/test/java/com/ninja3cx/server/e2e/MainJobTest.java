package com.ninja3cx.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ninja3cx.protocol.Channel;
import com.ninja3cx.protocol.ServerMessage;
import com.ninja3cx.simulator.agent.AgentCall;
import com.ninja3cx.simulator.agent.AgentReport;
import com.ninja3cx.simulator.agent.Cut;
import com.ninja3cx.simulator.calls.CallSound;
import com.ninja3cx.simulator.calls.DemoCall;
import com.ninja3cx.simulator.demo.SentTranscript;
import com.ninja3cx.simulator.ninjaone.Fault;
import com.ninja3cx.simulator.ninjaone.Ticket;
import com.ninja3cx.simulator.threecx.FinishedCall;
import com.ninja3cx.simulator.threecx.Journal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A call becomes live words and one ticket: the whole product on real speech, from the three ways
/// in.
class MainJobTest {

    private static final DemoCall CALL = DemoCall.named("fr-messagerie-courte");
    private static final String CALLER = CALL.caller().number();
    private static final String REFERENCE = ".*\\[3CX-[0-9A-Z]{4,}\\]$";
    private static final double HIGHEST_ERROR_RATE = 0.15;

    private static CallSound sound;

    @TempDir private Path folder;
    private Provider provider;

    @BeforeAll
    static void decode() throws Exception {
        sound = CallSound.decode(CALL, 16_000);
    }

    @BeforeEach
    void start() throws Exception {
        provider = new Provider(folder);
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void aSpokenCallBecomesLiveWordsAndOneTicket() throws Exception {
        AgentCall call = provider.call(CALLER, "201", sound, 1);

        AgentReport heard = provider.stream(call);
        provider.report(Journal.GUIDE.write(provider.finished(call, "1264")));
        Ticket ticket = provider.awaitTicket();
        SentTranscript sent = provider.awaitTranscript(ticket);

        assertThat(heard.closed()).isTrue();
        assertThat(heard.observed())
                .filteredOn(seen -> seen.message() instanceof ServerMessage.Partial)
                .anyMatch(seen -> seen.audioMillis() < sound.millis());
        assertThat(heard.observed())
                .filteredOn(seen -> seen.message() instanceof ServerMessage.Final)
                .anyMatch(seen -> seen.audioMillis() < sound.millis());
        assertThat(sent.score(CALL).rate()).isLessThanOrEqualTo(HIGHEST_ERROR_RATE);
        assertThat(provider.requester(ticket)).isEqualTo(CALL.caller().requester());
        assertThat(provider.organisation(ticket)).isEqualTo(CALL.caller().organisation());
        assertThat(ticket.subject()).matches(REFERENCE);
        assertThat(provider.anythingPublic(ticket)).isFalse();
        assertThat(provider.ninja.mails()).isEmpty();
        assertThat(provider.calls()).hasSize(1);
        assertThat(provider.ninja.tickets()).hasSize(1);
    }

    @Test
    void aCallCutInTheMiddleHasTheSameText() throws Exception {
        AgentReport whole = provider.stream(provider.call(CALLER, "201", sound, 2));
        Cut cut = new Cut(Duration.ofMillis(5_200), Duration.ofSeconds(3));
        String other = DemoCall.named("fr-vpn").caller().number();

        AgentReport resumed = provider.stream(provider.call(other, "202", sound, 2).withCuts(cut));

        assertThat(resumed.call()).isNotEqualTo(whole.call());
        assertThat(resumed.connections()).isEqualTo(2);
        for (Channel channel : Channel.values()) {
            assertThat(resumed.text(channel)).isEqualTo(whole.text(channel)).isNotBlank();
        }
        assertThat(revised(resumed)).isEqualTo(revised(whole)).isNotEmpty();
    }

    @Test
    void aRestartDuringACallLosesNoWordAndChangesNone() throws Exception {
        AgentReport whole = provider.stream(provider.call(CALLER, "201", sound, 2));
        String other = DemoCall.named("fr-vpn").caller().number();
        AgentCall call = provider.call(other, "202", sound, 2);

        AgentReport resumed;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var finals = new AtomicInteger();
            Future<AgentReport> streaming =
                    threads.submit(
                            () ->
                                    provider.stream(
                                            call,
                                            seen -> {
                                                if (seen.message() instanceof ServerMessage.Final) {
                                                    finals.incrementAndGet();
                                                }
                                            }));
            await().atMost(Duration.ofMinutes(2)).until(() -> finals.get() > 0);
            provider.restart();
            resumed = streaming.get();
        }

        assertThat(resumed.call()).isNotEqualTo(whole.call());
        assertThat(resumed.connections()).isGreaterThan(1);
        assertThat(resumed.closed()).isTrue();
        for (Channel channel : Channel.values()) {
            assertThat(resumed.text(channel)).isEqualTo(whole.text(channel)).isNotBlank();
        }
        assertThat(revised(resumed)).isEqualTo(revised(whole)).isNotEmpty();
        assertThat(provider.calls()).hasSize(2);
    }

    @Test
    void aJournalAloneBecomesATicketWithoutWords() throws Exception {
        provider.report(Journal.WITHOUT_CALL_ID.write(finished("79")));

        Ticket ticket = provider.awaitTicket();

        assertThat(ticket.subject()).matches(REFERENCE);
        assertThat(provider.requester(ticket)).isEqualTo(CALL.caller().requester());
        assertThat(SentTranscript.in(provider.ninja.notes(ticket.id()), "")).isEmpty();
    }

    @Test
    void aTestEventIsShownAndNeverSent() throws Exception {
        provider.report(Journal.GUIDE.write(finished("TEST-123")));
        provider.report(Journal.GUIDE.write(other("80")));

        // The later call's ticket is there: an earlier one would have been, too.
        Ticket ticket = provider.awaitTicket();

        assertThat(provider.requester(ticket)).isEqualTo("Sophie Bernard");
        assertThat(provider.ninja.tickets()).hasSize(1);
        assertThat(provider.calls())
                .anySatisfy(
                        call -> {
                            assertThat(call.get("pbxCallId").asString()).isEqualTo("TEST-123");
                            assertThat(call.get("trust").asString()).isEqualTo("TEST");
                        });
    }

    @Test
    void anEventWithoutTheSecretMakesNoTicket() throws Exception {
        try (var strict = new Provider(folder.resolve("strict"), "RECORDING_HOSTS", "")) {
            strict.pbx.report(strict.address(), null, Journal.GUIDE.write(finished("81")));
            strict.report(Journal.GUIDE.write(other("82")));

            Ticket ticket = strict.awaitTicket();

            assertThat(strict.requester(ticket)).isEqualTo("Sophie Bernard");
            assertThat(strict.ninja.tickets()).hasSize(1);
            assertThat(strict.calls()).hasSize(2);
        }
    }

    @Test
    void aReportRepeatedFiftyTimesIsOneCallAndOneTicket() throws Exception {
        String body = Journal.GUIDE.write(finished("83"));

        List<Integer> answers =
                provider.pbx.repeat(provider.address(), Provider.SECRET, body, 50, 10);
        provider.awaitTicket();
        provider.report(body);
        provider.report(Journal.GUIDE.write(other("84")));
        await().atMost(Duration.ofSeconds(60)).until(() -> provider.ninja.tickets().size() > 1);

        assertThat(answers).allMatch(status -> status / 100 == 2);
        assertThat(provider.calls()).hasSize(2);
        assertThat(provider.ninja.tickets()).hasSize(2);
    }

    @Test
    void aNinjaOneThatLosesItsReplyStillGetsOneTicket() throws Exception {
        provider.awaitTrialOfWriting();
        provider.ninja.faults().next("POST /ticketing/ticket", new Fault.LoseReply());

        provider.report(Journal.GUIDE.write(finished("85")));
        provider.awaitTicket();
        provider.report(Journal.GUIDE.write(other("86")));
        await().atMost(Duration.ofSeconds(60)).until(() -> provider.ninja.tickets().size() > 1);

        assertThat(provider.ninja.tickets())
                .extracting(provider::requester)
                .containsExactlyInAnyOrder(CALL.caller().requester(), "Sophie Bernard");
    }

    private FinishedCall finished(String callId) {
        return ended(callId, CALLER, "201");
    }

    private FinishedCall other(String callId) {
        return ended(callId, DemoCall.named("fr-vpn").caller().number(), "202");
    }

    private FinishedCall ended(String callId, String caller, String extension) {
        Instant start = Instant.ofEpochMilli(provider.clock.millis() - sound.millis());
        return FinishedCall.incoming(
                callId, caller, extension, start, Duration.ofMillis(sound.millis()));
    }

    private List<String> revised(AgentReport report) throws Exception {
        return provider.get("/api/calls/" + report.call() + "/transcript?format=json")
                .path("segments")
                .valueStream()
                .map(
                        segment ->
                                segment.path("channel").asString("")
                                        + " "
                                        + segment.path("text").asString(""))
                .toList();
    }
}
