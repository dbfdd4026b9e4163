package com.ninja3cx.server.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ninja3cx.simulator.ninjaone.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Real processes, really killed, on a real database.
class OutboxKillTest {

    @TempDir Path folder;
    private Workshop shop;

    @BeforeEach
    void aTicketIsReadyToBeSent() throws Exception {
        shop = new Workshop(folder);
        shop.synchronise();
        shop.ended("call_1", Workshop.JULIEN, "Bonjour, mon imprimante ne fonctionne plus.");
        shop.maker.sweep();
        shop.clock.advance(Duration.ofSeconds(16));
        shop.maker.sweep();
        assertThat(shop.draft("call_1").state()).isEqualTo(DraftState.QUEUED);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @ParameterizedTest
    @EnumSource(OutboxPoint.class)
    void aProcessKilledAtANamedPointLeavesOneTicketAndOneNote(OutboxPoint point) throws Exception {
        Process victim = victim(point.name());
        assertThat(victim.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(victim.exitValue()).isEqualTo(137);

        shop.pass(Duration.ofMinutes(8));

        oneTicketAndNote();
    }

    @Test
    void aProcessKilledBetweenRequestAndReplyLeavesOneTicketAndOneNote() throws Exception {
        shop.fake.faults().next("POST /ticketing/ticket", new Fault.Delay(Duration.ofSeconds(60)));
        Process victim = victim("none");
        await().atMost(Duration.ofSeconds(60)).until(() -> !shop.fake.tickets().isEmpty());

        victim.destroyForcibly().waitFor();
        shop.pass(Duration.ofMinutes(8));

        oneTicketAndNote();
        assertThat(shop.outbox.ofDraft(shop.draft("call_1").id()).getFirst().sends()).isEqualTo(1);
    }

    private Process victim(String point) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OutboxVictim.class.getName(),
                        folder.toString(),
                        shop.fake.baseUri().toString(),
                        shop.fake.newRefreshToken(),
                        shop.clock.instant().toString(),
                        point)
                .inheritIO()
                .start();
    }

    private void oneTicketAndNote() {
        assertThat(shop.fake.tickets()).hasSize(1);
        Draft draft = shop.draft("call_1");
        assertThat(draft.state()).isEqualTo(DraftState.SENT);
        assertThat(shop.fake.tickets().getFirst().subject()).endsWith(draft.reference());
        assertThat(shop.comments(draft.ticketId())).hasSize(1);
    }
}
