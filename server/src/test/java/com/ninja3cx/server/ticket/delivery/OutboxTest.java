package com.ninja3cx.server.ticket.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ninja3cx.server.ManualClock;
import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.server.ticket.Workshop;
import com.ninja3cx.server.ticket.WorkshopCase;
import com.ninja3cx.server.ticket.draft.Draft;
import com.ninja3cx.server.ticket.draft.DraftState;
import com.ninja3cx.server.ticket.outbox.Entry;
import com.ninja3cx.server.ticket.outbox.EntryState;
import com.ninja3cx.server.web.Problem;
import com.ninja3cx.simulator.ninjaone.Fault;
import com.ninja3cx.simulator.ninjaone.RequestPattern;
import com.ninja3cx.simulator.ninjaone.TicketForm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutboxTest extends WorkshopCase {

    private static final String CREATE = "POST /ticketing/ticket";
    private static final String COMMENT = "POST /ticketing/ticket/*/comment";

    @Test
    void aLostReplyIsFoundOnTheBoardAndNeverSentAgain() {
        shop.fake.faults().next(CREATE, new Fault.LoseReply());
        call("call_1");

        shop.pass(Duration.ofMinutes(5));

        exactlyOne("call_1");
        assertThat(entry("call_1", 1).sends()).isEqualTo(1);
    }

    @Test
    void aCreateThatLandsAMinuteLateMakesNoSecondTicket() {
        shop.fake.faults().next(CREATE, new Fault.LandLater(Duration.ofSeconds(60)));
        call("call_1");

        shop.pass(Duration.ofMinutes(5));

        exactlyOne("call_1");
        assertThat(entry("call_1", 1).sends()).isEqualTo(1);
    }

    @Test
    void aCreateThatNeverHappenedIsSentAgainOnlyAfterTwoSearchesAndTheSettleTime() {
        shop.fake.faults().next(CREATE, new Fault.DropConnection());
        call("call_1");
        shop.pass(Duration.ofSeconds(16));
        Entry uncertain = entry("call_1", 1);
        assertThat(uncertain.state()).isEqualTo(EntryState.UNKNOWN);

        Duration window = Patience.of(shop.settings.outbox()).window();
        shop.pass(window.minusSeconds(5));
        assertThat(shop.fake.tickets()).isEmpty();
        assertThat(entry("call_1", 1).searches()).isGreaterThanOrEqualTo(2);

        shop.pass(Duration.ofSeconds(30));
        exactlyOne("call_1");
        assertThat(entry("call_1", 1).sends()).isEqualTo(2);
    }

    @Test
    void serverErrorsAreUnknownWhetherTheWorkWasDoneOrNot() {
        shop.fake.faults().next(CREATE, new Fault.ServerError(true));
        shop.fake.faults().add(RequestPattern.parse(CREATE), new Fault.ServerError(false), 0, 1);
        call("call_1");
        call("call_2");

        shop.pass(Duration.ofMinutes(10));

        assertThat(shop.fake.tickets()).hasSize(2);
        oneTicketAndNote("call_1");
        oneTicketAndNote("call_2");
    }

    @Test
    void aPageOfHtmlInsteadOf429IsSearchedBeforeItIsSentAgain() {
        shop.fake.faults().next(CREATE, new Fault.HtmlPage(200, null));
        call("call_1");

        shop.pass(Duration.ofMinutes(5));

        exactlyOne("call_1");
    }

    @Test
    void tooManyRequestsWaitsAsLongAsAskedAndSendsOnce() {
        shop.fake.faults().next(CREATE, new Fault.TooManyRequests(Duration.ofSeconds(40)));
        call("call_1");

        shop.pass(Duration.ofSeconds(50));
        assertThat(shop.fake.tickets()).isEmpty();
        shop.pass(Duration.ofSeconds(20));

        exactlyOne("call_1");
        assertThat(entry("call_1", 1).searches()).isZero();
    }

    @Test
    void anExpiredTokenIsRenewedOnceAndTheTicketGoesThrough() {
        shop.fake.faults().next(CREATE, new Fault.ExpiredToken());
        call("call_1");

        shop.pass(Duration.ofSeconds(20));

        exactlyOne("call_1");
        assertThat(entry("call_1", 1).sends()).isEqualTo(1);
    }

    @Test
    void aNoteWhoseReplyIsLostIsFoundInTheLog() {
        shop.fake.faults().next(COMMENT, new Fault.LoseReply());
        call("call_1");

        shop.pass(Duration.ofMinutes(5));

        exactlyOne("call_1");
        assertThat(entry("call_1", 2).sends()).isEqualTo(1);
    }

    @Test
    void aNoteThatLandsLateIsNotWrittenTwice() {
        shop.fake.faults().next(COMMENT, new Fault.LandLater(Duration.ofSeconds(60)));
        call("call_1");

        shop.pass(Duration.ofMinutes(5));

        exactlyOne("call_1");
    }

    @Test
    void aNoteThatNeverArrivedIsWrittenInTheEnd() {
        shop.fake.faults().next(COMMENT, new Fault.DropConnection());
        call("call_1");

        shop.pass(Duration.ofMinutes(5));

        exactlyOne("call_1");
        assertThat(entry("call_1", 2).sends()).isEqualTo(2);
    }

    @Test
    void whatNinjaOneRefusesIsParkedWithItsWordsAndHoldsUpNobodyElse() throws Exception {
        shop.fake.add(
                new TicketForm(
                        1,
                        "Par défaut",
                        true,
                        true,
                        List.of(
                                new TicketForm.Attribute(
                                        91, TicketForm.Type.TEXT, "Site", true, Map.of()))));
        call("call_1");
        shop.pass(Duration.ofSeconds(20));

        Entry parked = entry("call_1", 1);
        assertThat(parked.state()).isEqualTo(EntryState.PARKED);
        assertThat(parked.reason().english())
                .contains("attribute 91 is required")
                .contains("incident");
        assertThat(shop.draft("call_1").state()).isEqualTo(DraftState.PARKED);

        shop.fake.add(new TicketForm(1, "Par défaut", true, true, List.of()));
        call("call_2");
        shop.pass(Duration.ofSeconds(20));
        exactlyOne("call_2");
    }

    @Test
    void aDraftCannotBeDiscardedWhileARequestOfItMayBeUnderWay() {
        call("call_1");
        shop.maker.sweep();
        shop.clock.advance(Duration.ofSeconds(16));
        shop.maker.sweep();
        Draft draft = shop.draft("call_1");
        shop.dieAt = OutboxPoint.BEFORE_REQUEST;
        assertThatThrownBy(() -> shop.workers.getFirst().once()).isInstanceOf(Workshop.Died.class);
        shop.dieAt = null;
        shop.database.write(handle -> handle.execute("UPDATE drafts SET state = 'PARKED'"));

        assertThatThrownBy(() -> shop.service.discard(draft.id()))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> {
                            assertThat(problem.status()).isEqualTo(409);
                            assertThat(problem.code()).isEqualTo("entry_busy");
                        });

        assertThat(entry("call_1", 1).state()).isEqualTo(EntryState.SENDING);
        assertThat(shop.draft("call_1").state()).isEqualTo(DraftState.PARKED);
        shop.pass(Duration.ofMinutes(10));
        exactlyOne("call_1");
    }

    @Test
    void ninjaOneAwayForAnHourOnlyDelays() {
        shop.fake.faults().always("POST /ticketing/ticket", new Fault.TooManyRequests(null));
        for (int i = 0; i < 5; i++) {
            call("call_" + i);
        }
        shop.pass(Duration.ofMinutes(1));
        for (int i = 0; i < 59; i++) {
            shop.clock.advance(Duration.ofMinutes(1));
            shop.work();
        }
        assertThat(shop.fake.tickets()).isEmpty();

        shop.fake.faults().clear();
        for (int i = 0; i < 40; i++) {
            shop.clock.advance(Duration.ofSeconds(30));
            shop.work();
        }

        assertThat(shop.fake.tickets()).hasSize(5);
        for (int i = 0; i < 5; i++) {
            oneTicketAndNote("call_" + i);
        }
    }

    @ParameterizedTest
    @EnumSource(OutboxPoint.class)
    void aWorkerThatDiesAtAnyNamedPointLeavesExactlyOneTicketAndOneNote(OutboxPoint point) {
        for (int skip = 0; skip < 2; skip++) {
            String call = "call_" + skip;
            call(call);
            shop.maker.sweep();
            shop.clock.advance(Duration.ofSeconds(16));
            shop.maker.sweep();
            if (skip == 1) {
                // The second round dies at the note.
                assertThat(shop.workers.getFirst().once()).isTrue();
            }
            shop.dieAt = point;
            try {
                shop.workers.getFirst().once();
                throw new AssertionError("did not die");
            } catch (Workshop.Died expected) {
                shop.dieAt = null;
            }

            shop.pass(Duration.ofMinutes(8));

            oneTicketAndNote(call);
        }
        assertThat(shop.fake.tickets()).hasSize(2);
    }

    @Test
    void twoServersOnOneDatabaseSendEachTicketOnce() throws Exception {
        try (var other =
                new Workshop(
                        folder,
                        new Settings.Storage.Sqlite(folder.resolve("database.sqlite")),
                        shop.clock,
                        shop.fake,
                        2,
                        null)) {
            for (int i = 0; i < 20; i++) {
                call("call_" + i);
            }
            var start = new CountDownLatch(1);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Workshop each : List.of(shop, other, shop, other)) {
                    threads.submit(
                            () -> {
                                start.await();
                                for (int i = 0; i < 40; i++) {
                                    each.work();
                                    each.clock.advance(Duration.ofSeconds(1));
                                }
                                return true;
                            });
                }
                start.countDown();
            }
            shop.pass(Duration.ofMinutes(6));

            assertThat(shop.fake.tickets()).hasSize(20);
            for (int i = 0; i < 20; i++) {
                oneTicketAndNote("call_" + i);
            }
        }
    }

    @Test
    void theSameCallToldAgainAndAgainMakesOneTicket() {
        for (int i = 0; i < 10; i++) {
            call("call_1");
            shop.pass(Duration.ofSeconds(4));
        }

        shop.pass(Duration.ofMinutes(1));

        exactlyOne("call_1");
    }

    @Test
    void referencesHoldNoLetterThatLooksLikeAnother() {
        call("call_1");
        shop.work();

        assertThat(shop.draft("call_1").reference())
                .matches("\\[3CX-[2-9ACDEFGHJKLMNPQRTUVWXYZ]{4}]");
    }

    @Test
    void anEmptyTenantsFirstTicketIsSentAgainWhenItsConnectionDropped() throws Exception {
        try (var fresh =
                new Workshop(
                        folder,
                        new Settings.Storage.Sqlite(folder.resolve("fresh.sqlite")),
                        new ManualClock("2026-11-23T09:00:00Z"),
                        null,
                        5,
                        12)) {
            fresh.fake.faults().next(CREATE, new Fault.DropConnection());
            fresh.ended("call_1", null, "Mon imprimante ne fonctionne plus.");

            fresh.pass(Duration.ofMinutes(5));

            assertThat(fresh.fake.tickets()).hasSize(1);
        }
    }

    private void call(String id) {
        shop.ended(id, Workshop.JULIEN, "Bonjour, mon imprimante ne fonctionne plus.");
    }

    private Entry entry(String call, int ordinal) {
        return shop.outbox.ofDraft(shop.draft(call).id()).get(ordinal - 1);
    }

    private void exactlyOne(String call) {
        assertThat(shop.fake.tickets()).hasSize(1);
        oneTicketAndNote(call);
    }

    private void oneTicketAndNote(String call) {
        Draft draft = shop.draft(call);
        assertThat(draft.state()).isEqualTo(DraftState.SENT);
        assertThat(
                        shop.fake.tickets().stream()
                                .filter(ticket -> ticket.subject().endsWith(draft.reference())))
                .hasSize(1);
        assertThat(shop.comments(draft.ticketId())).hasSize(1);
        assertThat(shop.times(draft.ticketId())).hasSize(1);
        assertThat(shop.outbox.ofDraft(draft.id()))
                .allMatch(entry -> entry.state() == EntryState.SENT);
    }
}
