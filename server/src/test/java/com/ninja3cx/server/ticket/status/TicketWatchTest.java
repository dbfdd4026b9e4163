package com.ninja3cx.server.ticket.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.server.ManualClock;
import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.server.ticket.Workshop;
import com.ninja3cx.server.ticket.draft.Draft;
import com.ninja3cx.server.ticket.draft.DraftState;
import com.ninja3cx.simulator.ninjaone.Fault;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TicketWatchTest {

    private static final Duration EVERY = Duration.ofMinutes(2);

    @TempDir Path folder;
    private Workshop shop;
    private TicketStates states;
    private TicketWatch watch;

    @BeforeEach
    void open() throws Exception {
        shop = new Workshop(folder);
        shop.synchronise();
        states = new TicketStates(shop.database, shop.clock);
        watch =
                new TicketWatch(
                        shop.database,
                        shop.drafts,
                        states,
                        shop.ninja,
                        shop.leases,
                        shop.bus,
                        shop.clock,
                        EVERY,
                        2);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aStatusChangedInNinjaOneComesBackAtTheNextTurn() {
        int ticket = sent("call_1");
        turn();
        assertThat(states.of(ticket).orElseThrow().status()).isEqualTo("Nouveau");

        shop.fake.change(ticket, 5000);
        watch.sweep();
        assertThat(states.of(ticket).orElseThrow().status()).isEqualTo("Nouveau");
        turn();

        assertThat(states.of(ticket).orElseThrow().status()).isEqualTo("Résolu");
        shop.fake.delete(ticket);
        turn();
        assertThat(states.of(ticket).orElseThrow().deleted()).isTrue();
    }

    @Test
    void aTurnWithoutChangesCostsFewRequestsHoweverManyTicketsThereAre() {
        for (int i = 0; i < 20; i++) {
            shop.ended("call_" + i, Workshop.JULIEN, "Mon imprimante ne fonctionne plus.");
        }
        shop.pass(Duration.ofMinutes(1));
        turn();
        shop.clock.advance(Duration.ofMinutes(10));
        turn();
        int before = shop.fake.requests().size();

        turn();

        assertThat(shop.fake.requests().size() - before).isLessThanOrEqualTo(6);
        assertThat(states.of(shop.draft("call_7").ticketId())).isPresent();
    }

    @Test
    void aLostReplyToATokenRefreshQueuesTicketsAndSaysSoUntilSomebodyAuthorisesAgain()
            throws Exception {
        shop.fake.expireAccessTokens();
        shop.clock.advance(Duration.ofHours(2));
        shop.fake.faults().next("POST /ws/oauth/token", new Fault.LoseReply());
        shop.ended("call_1", Workshop.JULIEN, "Mon imprimante ne fonctionne plus.");

        shop.pass(Duration.ofMinutes(4));

        Draft waiting = shop.draft("call_1");
        assertThat(shop.fake.tickets()).isEmpty();
        assertThat(waiting.state()).isEqualTo(DraftState.QUEUED);
        assertThat(waiting.note().english()).contains("authorise");
        try (var again =
                new Workshop(
                        folder,
                        new Settings.Storage.Sqlite(folder.resolve("database.sqlite")),
                        new ManualClock(shop.clock.instant().toString()),
                        shop.fake,
                        2,
                        null)) {
            for (int i = 0; i < 30; i++) {
                again.clock.advance(Duration.ofSeconds(60));
                again.work();
                shop.clock.advance(Duration.ofSeconds(60));
            }
            assertThat(shop.fake.tickets()).hasSize(1);
            assertThat(again.draft("call_1").state()).isEqualTo(DraftState.SENT);
        }
    }

    private void turn() {
        shop.clock.advance(EVERY.plusSeconds(1));
        watch.sweep();
    }

    private int sent(String call) {
        shop.ended(call, Workshop.JULIEN, "Mon imprimante ne fonctionne plus.");
        shop.pass(Duration.ofMinutes(1));
        return shop.draft(call).ticketId();
    }
}
