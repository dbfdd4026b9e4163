package com.ninja3cx.server.ticket.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ninja3cx.server.ticket.Workshop;
import com.ninja3cx.server.ticket.draft.Draft;
import com.ninja3cx.server.ticket.draft.DraftState;
import com.ninja3cx.server.ticket.outbox.Attempts;
import com.ninja3cx.server.ticket.outbox.Entry;
import com.ninja3cx.server.ticket.outbox.EntryState;
import com.ninja3cx.simulator.ninjaone.Board;
import com.ninja3cx.simulator.ninjaone.Fault;
import com.ninja3cx.simulator.ninjaone.RequestPattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What may be concluded from a search that finds nothing: never so much that a second ticket
/// follows.
class DoubtTest {

    private static final String CREATE = "POST /ticketing/ticket";

    @TempDir Path folder;
    private Workshop shop;
    private Duration window;

    @BeforeEach
    void open() throws Exception {
        shop = new Workshop(folder);
        shop.synchronise();
        window = Patience.of(shop.settings.outbox()).window();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aReadingThatBeganTooEarlyProvesNothingHoweverLateItIsLookedAt() {
        drop(1);
        shop.fake
                .faults()
                .add(
                        RequestPattern.parse(CREATE),
                        new Fault.LandLater(Duration.ofSeconds(60)),
                        0,
                        1);
        call("call_1");
        shop.pass(Duration.ofSeconds(1));
        call("call_2");
        shop.pass(Duration.ofSeconds(30));
        Entry first = entry("call_1");
        Entry second = entry("call_2");
        assertThat(List.of(first.state(), second.state())).containsOnly(EntryState.UNKNOWN);
        shop.clock.advanceTo(second.dueAt());
        assertThat(shop.workers.getFirst().once()).as("reads the boards for the first").isTrue();

        // The server stands still meanwhile, and the second ticket lands.
        shop.clock.advance(window);
        shop.pass(Duration.ofMinutes(6));

        onceEach("call_1", "call_2");
        assertThat(entry("call_2").sends()).isEqualTo(1);
    }

    @Test
    void aTicketMadeAfterABoardWasReadDoesNotMakeThatReadingUntrustworthy() {
        drop(2);
        call("call_1");
        shop.pass(Duration.ofSeconds(1));
        call("call_2");
        shop.pass(window);
        Entry abandoned = entry("call_1");
        assertThat(abandoned.state()).isEqualTo(EntryState.UNKNOWN);
        while (shop.clock.instant().isBefore(abandoned.dueAt())) {
            shop.clock.advance(Duration.ofSeconds(1));
        }
        var lease = Duration.ofSeconds(122);
        assertThat(shop.outbox.claim("a server that dies now", lease))
                .hasValueSatisfying(held -> assertThat(held.id()).isEqualTo(abandoned.id()));
        shop.pass(Duration.ofSeconds(30));
        assertThat(entry("call_2").state()).isEqualTo(EntryState.SENT);

        shop.pass(Duration.ofMinutes(4));

        onceEach("call_1", "call_2");
    }

    @Test
    void whereNoBoardCanBeBelievedAPersonDecides() {
        sent("call_0");
        for (Board board : shop.fake.boards()) {
            shop.fake.add(
                    new Board(
                            board.id(),
                            board.name(),
                            board.system(),
                            board.columns(),
                            Board.Shows.NOTHING,
                            Duration.ZERO));
        }
        drop(1);
        call("call_1");

        shop.pass(Duration.ofMinutes(40));

        leftToAPerson();
        Draft draft = shop.draft("call_1");
        assertThat(draft.note().french()).contains(draft.reference());
    }

    @Test
    void whereEveryBoardHasConditionsAPersonIsAskedAtOnce() {
        sent("call_0");
        for (Board board : shop.fake.boards()) {
            shop.fake.add(
                    new Board(
                            board.id(),
                            board.name(),
                            board.system(),
                            board.columns(),
                            Board.Shows.UNASSIGNED,
                            Duration.ZERO));
        }
        drop(1);
        call("call_1");

        shop.pass(Duration.ofSeconds(16).plus(window).plusSeconds(15));

        leftToAPerson();
    }

    @Test
    void aBoardThatIsLateIsAskedAgainUntilItShowsTheTicket() {
        sent("call_0");
        late(Duration.ofMinutes(20));
        shop.fake.faults().next(CREATE, new Fault.LoseReply());
        call("call_1");

        shop.pass(Duration.ofMinutes(6));
        assertThat(entry("call_1").state()).isEqualTo(EntryState.UNKNOWN);
        assertThat(shop.draft("call_1").note().english()).contains("do not show the newest");
        shop.pass(Duration.ofMinutes(34));

        onceEach("call_0", "call_1");
        assertThat(entry("call_1").sends()).isEqualTo(1);
        assertThat(shop.feature.attempts.of(entry("call_1").id()))
                .filteredOn(attempt -> attempt.outcome().equals(Attempts.CANNOT_TELL))
                .hasSizeBetween(2, 5)
                .allMatch(attempt -> attempt.detail().contains("asked again at"));
    }

    @Test
    void aLateBoardThatShowsOnlyWhatIsOlderThanTheTicketIsNotBelieved() {
        late(Duration.ofMinutes(5));
        sent("call_0");
        shop.fake.faults().next(CREATE, new Fault.LoseReply());
        call("call_1");

        shop.pass(Duration.ofMinutes(20));

        onceEach("call_0", "call_1");
        assertThat(entry("call_1").sends()).isEqualTo(1);
    }

    @Test
    void aLateBoardThatNeverShowsTheTicketIsLeftToAPerson() {
        late(Duration.ofMinutes(5));
        sent("call_0");
        drop(1);
        call("call_1");

        shop.pass(Duration.ofMinutes(40));

        leftToAPerson();
    }

    @Test
    void aLateBoardThatShowsNewerTicketsProvesThatAnOlderOneIsMissing() {
        late(Duration.ofMinutes(5));
        sent("call_0");
        drop(1);
        call("call_1");
        shop.pass(window.plusSeconds(30));
        sent("call_2");

        shop.pass(Duration.ofMinutes(20));

        onceEach("call_0", "call_1", "call_2");
        assertThat(entry("call_1").sends()).isEqualTo(2);
    }

    @Test
    void whatWasSentAsOftenAsAllowedIsLookedForOnceMoreBeforeAPersonIsAsked() {
        drop(10);
        shop.fake.faults().add(RequestPattern.parse(CREATE), new Fault.LoseReply(), 0, 1);
        call("call_1");

        shop.pass(Duration.ofMinutes(45));

        onceEach("call_1");
        assertThat(entry("call_1").sends()).isEqualTo(11);
    }

    @Test
    void whatIsSentTooOftenInVainIsLeftToAPerson() {
        drop(20);
        call("call_1");

        shop.pass(Duration.ofMinutes(60));

        assertThat(entry("call_1").state()).isEqualTo(EntryState.PARKED);
        assertThat(entry("call_1").sends()).isEqualTo(11);
        assertThat(shop.feature.attempts.of(entry("call_1").id()).getLast().detail())
                .isEqualTo("sent too often");
    }

    @Test
    void aClaimThatCouldNotBeStoredIsNoSignOfAnOlderDatabase() {
        sent("call_0");
        call("call_1");
        shop.maker.sweep();
        shop.clock.advance(Duration.ofSeconds(16));
        shop.maker.sweep();
        sql(
                "CREATE TRIGGER broken BEFORE UPDATE OF lease_owner ON outbox BEGIN SELECT"
                        + " RAISE(ABORT, 'a fault of the disk'); END");
        assertThatThrownBy(() -> shop.workers.getFirst().once())
                .hasStackTraceContaining("a fault of the disk");
        sql("DROP TRIGGER broken");

        shop.pass(Duration.ofSeconds(10));

        onceEach("call_0", "call_1");
        assertThat(entry("call_1").searches()).isZero();
    }

    private void sql(String statement) {
        shop.database.write(handle -> handle.execute(statement));
    }

    private void drop(int times) {
        shop.fake.faults().add(RequestPattern.parse(CREATE), new Fault.DropConnection(), 0, times);
    }

    private void late(Duration lag) {
        for (Board board : shop.fake.boards()) {
            shop.fake.add(board.withLag(lag));
        }
    }

    private void call(String id) {
        shop.ended(id, Workshop.JULIEN, "Bonjour, mon imprimante ne fonctionne plus.");
    }

    private void sent(String id) {
        call(id);
        shop.pass(Duration.ofSeconds(60));
        assertThat(shop.draft(id).state()).isEqualTo(DraftState.SENT);
    }

    private Entry entry(String call) {
        return shop.outbox.ofDraft(shop.draft(call).id()).getFirst();
    }

    private void leftToAPerson() {
        assertThat(entry("call_1").state()).isEqualTo(EntryState.PARKED);
        assertThat(entry("call_1").sends()).isEqualTo(1);
        assertThat(shop.draft("call_1").state()).isEqualTo(DraftState.PARKED);
        assertThat(shop.fake.tickets()).hasSize(1);
    }

    private void onceEach(String... calls) {
        for (String call : calls) {
            Draft draft = shop.draft(call);
            assertThat(draft.state()).isEqualTo(DraftState.SENT);
            assertThat(shop.fake.tickets())
                    .filteredOn(ticket -> ticket.subject().endsWith(draft.reference()))
                    .hasSize(1);
        }
        assertThat(shop.fake.tickets()).hasSize(calls.length);
    }
}
