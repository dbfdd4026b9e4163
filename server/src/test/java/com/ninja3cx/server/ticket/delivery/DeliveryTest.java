package com.ninja3cx.server.ticket.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.server.call.Call;
import com.ninja3cx.server.call.TranscriptState;
import com.ninja3cx.server.call.Trust;
import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.server.ticket.Talk;
import com.ninja3cx.server.ticket.Workshop;
import com.ninja3cx.server.ticket.closing.Attachments;
import com.ninja3cx.server.ticket.closing.TimeBook;
import com.ninja3cx.server.ticket.closing.Wishes;
import com.ninja3cx.server.ticket.desk.Deliveries;
import com.ninja3cx.server.ticket.draft.Draft;
import com.ninja3cx.server.ticket.draft.DraftState;
import com.ninja3cx.server.ticket.outbox.Entry;
import com.ninja3cx.server.ticket.outbox.EntryState;
import com.ninja3cx.server.ticket.outbox.Intent;
import com.ninja3cx.simulator.ninjaone.Fault;
import com.ninja3cx.simulator.ninjaone.Note;
import com.ninja3cx.simulator.ninjaone.Ticket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Everything that goes to a ticket beside the ticket itself.
class DeliveryTest {

    private static final String COMMENT = "POST /ticketing/ticket/*/comment";
    private static final String UPDATE = "PUT /ticketing/ticket/*";

    @TempDir Path folder;
    private Workshop shop;
    private Deliveries deliveries;

    @BeforeEach
    void open() throws Exception {
        shop = new Workshop(folder);
        shop.synchronise();
        deliveries =
                new Deliveries(
                        shop.database,
                        shop.drafts,
                        shop.service,
                        shop.feature.wishes,
                        shop.calls,
                        shop.closing);
        // Deleted after each export, so it is made anew for each.
        shop.sound = null;
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void theNoteHoldsFactsSummaryAndTranscript() {
        Ticket ticket = sent("call_1");

        String note = shop.comments(ticket.id()).getFirst().text();
        assertThat(note)
                .contains("Appel du 23/11/2026", "durée 1 min 0 s", "01 42 68 53 00")
                .contains("Résumé : ", "[00:00] Appelant : Bonjour")
                .endsWith("/2]");
        assertThat(shop.fake.mails()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "lost", "late", "dropped"})
    void theRecordingIsAttachedOnceWhateverBecomesOfTheReply(String fault) throws Exception {
        Draft draft = counting("call_1");
        wish(draft, new Wishes(null, true, null));
        shop.sound = recording();
        switch (fault) {
            case "lost" -> third(new Fault.LoseReply());
            case "late" -> third(new Fault.LandLater(Duration.ofSeconds(60)));
            case "dropped" -> third(new Fault.DropConnection());
            default -> assertThat(fault).isEqualTo("none");
        }

        shop.pass(Duration.ofSeconds(30));
        shop.sound = recording();
        shop.pass(Duration.ofMinutes(6));

        int ticket = shop.draft("call_1").ticketId();
        assertThat(shop.files(ticket)).hasSize(1);
        Note note = shop.files(ticket).getFirst();
        assertThat(note.entry().publicEntry()).isFalse();
        assertThat(note.files().getFirst().content()).isEqualTo(new byte[] {1, 2, 3});
        assertThat(shop.comments(ticket)).hasSize(1);
        assertThat(shop.times(ticket)).hasSize(1);
    }

    @Test
    void aRecordingWishedForAfterTheTicketFollowsIt() throws Exception {
        Ticket ticket = sent("call_1");
        shop.sound = recording();

        wish(shop.draft("call_1"), new Wishes(null, true, null));
        wish(shop.draft("call_1"), new Wishes(null, true, null));
        shop.pass(Duration.ofSeconds(10));

        assertThat(shop.files(ticket.id())).hasSize(1);
    }

    @Test
    void soundIsNeededUntilItIsOnTheTicket() throws Exception {
        var attachments = new Attachments(shop.database, Settings.Outbox.DEFAULT, shop.clock);
        Draft draft = counting("call_1");
        assertThat(attachments.needed("call_1")).isFalse();
        wish(draft, new Wishes(null, true, null));
        assertThat(attachments.needed("call_1")).isTrue();

        shop.pass(Duration.ofSeconds(20));
        assertThat(attachments.needed("call_1")).isTrue();
        shop.sound = recording();
        shop.pass(Duration.ofSeconds(20));

        assertThat(shop.files(shop.draft("call_1").ticketId())).hasSize(1);
        assertThat(attachments.needed("call_1")).isFalse();
    }

    @Test
    void aRecordingOnAServerThatIsDownForHalfAnHourIsStillAttached() throws Exception {
        Draft draft = counting("call_1");
        elsewhere("call_1");
        wish(draft, new Wishes(null, true, null));

        shop.pass(Duration.ofMinutes(30));
        Entry waiting = file(draft);
        assertThat(waiting.state()).isEqualTo(EntryState.READY);
        assertThat(waiting.reason().english()).contains("on another server");
        assertThat(waiting.sends()).as("tried with growing breaks").isBetween(10, 45);
        shop.sound = recording();
        shop.pass(Duration.ofMinutes(2));

        assertThat(shop.files(shop.draft("call_1").ticketId())).hasSize(1);
    }

    @Test
    void aRecordingThatDoesNotComeIsGivenUpWithTheTrueReasonAndHoldsUpNothingElse()
            throws Exception {
        Draft draft = counting("call_1");
        elsewhere("call_1");
        wish(draft, new Wishes(null, true, 5));

        shop.pass(SoundWait.LONGEST.plusMinutes(3));

        Entry parked = file(draft);
        assertThat(parked.state()).isEqualTo(EntryState.PARKED);
        assertThat(parked.reason().english())
                .contains("a server that has sent nothing for an hour");
        int ticket = shop.draft("call_1").ticketId();
        assertThat(shop.times(ticket)).hasSize(1);
        assertThat(shop.fake.tickets().getFirst().status().name()).isEqualTo("RESOLVED");

        shop.feature.settling.again(parked, EntryState.READY, null);
        shop.pass(Duration.ofMinutes(10));
        assertThat(file(draft).state())
                .as("a person asked: from the start")
                .isEqualTo(EntryState.READY);
        shop.sound = recording();
        shop.pass(Duration.ofMinutes(2));
        assertThat(shop.files(ticket)).hasSize(1);
    }

    @Test
    void aRecordingThatWasDeletedOrNeverMadeIsSkippedWithANoteAndLeavesNothingToDecide() {
        Draft removed = counting("call_1");
        wish(removed, new Wishes(null, true, null));
        shop.calls.audioRemoved("call_1");
        Draft never = counting("call_2");
        wish(never, new Wishes(null, true, null));

        shop.pass(Duration.ofSeconds(25));
        assertThat(file(removed).state()).isEqualTo(EntryState.CANCELLED);
        assertThat(file(removed).reason().english()).contains("was deleted (2026-11-23)");
        assertThat(file(never).state()).isEqualTo(EntryState.READY);
        shop.pass(SoundWait.LONGEST_NOWHERE.plusSeconds(60));

        assertThat(file(never).state()).isEqualTo(EntryState.CANCELLED);
        assertThat(file(never).reason().english()).contains("nothing to attach");
        assertThat(shop.draft("call_2").note().english()).contains("nothing to attach");
        assertThat(shop.draft("call_1").note().english()).contains("was deleted");
        assertThat(shop.times(shop.draft("call_2").ticketId())).hasSize(1);
        assertThat(shop.outbox.list(EntryState.PARKED, "", "", 10)).isEmpty();
    }

    @Test
    void aRecordingWishedForAgainAfterItWasSkippedIsAttachedAndTheNoteGoesAway() throws Exception {
        Draft draft = counting("call_1");
        wish(draft, new Wishes(null, true, null));
        shop.pass(SoundWait.LONGEST_NOWHERE.plusSeconds(60));
        assertThat(shop.draft("call_1").note().english()).contains("nothing to attach");

        shop.sound = recording();
        wish(draft, new Wishes(null, false, null));
        wish(draft, new Wishes(null, true, null));
        shop.pass(Duration.ofSeconds(10));

        assertThat(shop.files(shop.draft("call_1").ticketId())).hasSize(1);
        assertThat(shop.draft("call_1").note()).isEqualTo(Draft.NOTHING);
    }

    @Test
    void aRecordingThatCouldNotBeFetchedOrAnAgentThatNeverSentSoundIsNoCaseForAPerson() {
        Draft failed = counting("call_1");
        recording("call_1", "FAILED");
        wish(failed, new Wishes(null, true, null));
        Draft fetched = counting("call_2");
        recording("call_2", "WAITING");
        wish(fetched, new Wishes(null, true, null));
        Draft silent = counting("call_3");
        stream("call_3");
        wish(silent, new Wishes(null, true, null));

        shop.pass(Duration.ofMinutes(4));
        assertThat(file(failed).state()).isEqualTo(EntryState.CANCELLED);
        assertThat(file(silent).state()).isEqualTo(EntryState.CANCELLED);
        assertThat(file(fetched).state()).isEqualTo(EntryState.READY);
        assertThat(file(fetched).reason().english()).contains("not here yet");

        shop.pass(SoundWait.LONGEST);
        assertThat(file(fetched).state()).isEqualTo(EntryState.CANCELLED);
    }

    @Test
    void theFinalStatusIsTheLastWriteOfACallWhoseTicketWasSentWhileItRan() throws Exception {
        Call call = shop.talking("call_1", Workshop.JULIEN);
        shop.sound = recording();
        shop.work();
        Draft draft = shop.draft("call_1");
        wish(draft, new Wishes(null, true, null));
        shop.service.send(draft.id());
        shop.pass(Duration.ofSeconds(5));
        wish(draft, new Wishes(null, true, 5));
        shop.pass(Duration.ofMinutes(5));
        assertThat(shop.fake.tickets().getFirst().status().name()).isEqualTo("NEW");

        shop.save(shop.over(call, new TranscriptState.Revising()));
        shop.pass(Duration.ofSeconds(30));
        assertThat(kinds(draft)).doesNotContain("UpdateTicket");
        shop.revised(call, "Bonjour, mon imprimante ne fonctionne plus.");
        shop.pass(Duration.ofSeconds(30));

        assertThat(kinds(draft))
                .containsExactly(
                        "CreateTicket",
                        "AddNote",
                        "AddNote",
                        "AttachFile",
                        "TrackTime",
                        "UpdateTicket");
        assertThat(shop.outbox.ofDraft(draft.id()))
                .allMatch(entry -> entry.state() == EntryState.SENT);
        assertThat(shop.fake.tickets().getFirst().status().name()).isEqualTo("RESOLVED");
    }

    @Test
    void theFinalStatusWaitsForTheLastWordsOfACallAndNotForEver() {
        Call call =
                shop.ended(
                        "call_1",
                        Workshop.JULIEN,
                        Trust.TRUSTED,
                        new TranscriptState.None(),
                        "nothing was heard");
        shop.work();
        Draft draft = shop.draft("call_1");
        wish(draft, new Wishes(null, null, 5));
        shop.fake.faults().always("POST /ticketing/ticket", new Fault.TooManyRequests(null));
        shop.service.send(draft.id());
        shop.pass(Duration.ofSeconds(5));
        assertThat(kinds(draft))
                .containsExactly("CreateTicket", "AddNote", "TrackTime", "UpdateTicket");
        shop.revised(call, "Mon écran est noir.");
        shop.pass(Duration.ofSeconds(5));
        assertThat(kinds(draft)).endsWith("AddNote", "UpdateTicket");
        shop.fake.faults().clear();
        shop.pass(Duration.ofMinutes(2));
        assertThat(shop.fake.tickets().getFirst().status().name()).isEqualTo("RESOLVED");

        Call stuck = shop.talking("call_2", Workshop.JULIEN);
        shop.work();
        wish(shop.draft("call_2"), new Wishes(null, null, 5));
        shop.service.send(shop.draft("call_2").id());
        shop.save(shop.over(stuck, new TranscriptState.Revising()));
        shop.pass(Duration.ofMinutes(50));
        assertThat(kinds(shop.draft("call_2"))).doesNotContain("UpdateTicket");
        shop.pass(Duration.ofMinutes(12));
        assertThat(shop.fake.tickets())
                .allMatch(ticket -> ticket.status().name().equals("RESOLVED"));
    }

    /// What is to be done for a draft, in the order in which it goes out.
    private List<String> kinds(Draft draft) {
        return shop.outbox.ofDraft(draft.id()).stream()
                .map(entry -> entry.intent().kind())
                .toList();
    }

    /// The call was heard, and its sound does not lie here.
    private void elsewhere(String call) {
        recording(call, "DONE");
    }

    private void recording(String call, String state) {
        shop.database.write(
                handle ->
                        handle.execute(
                                "INSERT INTO recordings (call_id, url, state, attempts, due_at)"
                                        + " VALUES (?, 'http://pbx/a.wav', ?, 0, 0)",
                                call,
                                state));
    }

    /// An agent opened a stream and ended it without a sound.
    private void stream(String call) {
        shop.database.write(
                handle -> {
                    handle.execute(
                            "INSERT INTO legs (id, call_id, ordinal, source, source_ref, started_at)"
                                    + " VALUES ('leg', ?, 0, 'agent', 'a', 0)",
                            call);
                    return handle.execute(
                            "INSERT INTO streams (leg_id, channel, committed_millis,"
                                    + " next_utterance, ended, missing_millis) VALUES ('leg',"
                                    + " 'MICROPHONE', 0, 0, 1, 0)");
                });
    }

    private Entry file(Draft draft) {
        return shop.outbox.ofDraft(draft.id()).stream()
                .filter(entry -> entry.intent() instanceof Intent.AttachFile)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everythingGoesToAnExistingTicketWhenAPersonSaysSo() {
        Ticket there = sent("call_1");
        Draft draft = counting("call_2");
        wish(draft, new Wishes(there.id(), null, null));

        shop.pass(Duration.ofSeconds(20));

        assertThat(shop.fake.tickets()).hasSize(1);
        assertThat(shop.draft("call_2").state()).isEqualTo(DraftState.SENT);
        assertThat(shop.draft("call_2").ticketId()).isEqualTo(there.id());
        List<Note> notes = shop.comments(there.id());
        assertThat(notes).hasSize(3);
        assertThat(notes.get(1).text()).endsWith(draft.reference());
        assertThat(shop.times(there.id())).hasSize(2);
    }

    @Test
    void aTicketToAppendToThatWasDeletedIsLeftToAPersonWhoChoosesANewOne() {
        Draft draft = counting("call_1");
        wish(draft, new Wishes(4_711, null, null));
        shop.pass(Duration.ofSeconds(20));
        assertThat(shop.draft("call_1").state()).isEqualTo(DraftState.PARKED);

        wish(shop.draft("call_1"), Wishes.NONE);
        Entry parked = shop.outbox.ofDraft(draft.id()).getFirst();
        Intent anew = shop.closing.opening(shop.draft("call_1"), Wishes.NONE, null, null);
        shop.database.write(
                handle ->
                        shop.outbox.decide(
                                handle, parked.id(), EntryState.PARKED, EntryState.READY, anew));
        shop.pass(Duration.ofSeconds(10));

        assertThat(shop.draft("call_1").state()).isEqualTo(DraftState.SENT);
        assertThat(shop.fake.tickets()).hasSize(1);
        assertThat(shop.times(shop.draft("call_1").ticketId())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "lost", "dropped"})
    void theFinalStatusIsReachedWhateverBecomesOfTheReply(String fault) {
        Draft draft = counting("call_1");
        wish(draft, new Wishes(null, null, 5));
        switch (fault) {
            case "lost" -> shop.fake.faults().next(UPDATE, new Fault.LoseReply());
            case "dropped" -> shop.fake.faults().next(UPDATE, new Fault.DropConnection());
            default -> assertThat(fault).isEqualTo("none");
        }

        shop.pass(Duration.ofMinutes(6));

        Ticket ticket = shop.fake.tickets().getFirst();
        assertThat(ticket.status().name()).isEqualTo("RESOLVED");
        assertThat(ticket.version()).isEqualTo(2);
    }

    @Test
    void aNoteThatIsRefusedHoldsUpNeitherTimeNorStatus() {
        Draft draft = counting("call_1");
        wish(draft, new Wishes(null, null, 5));
        shop.fake
                .faults()
                .add(
                        com.ninja3cx.simulator.ninjaone.RequestPattern.parse(COMMENT)
                                .containing("Appelant"),
                        new Fault.HtmlPage(413, null),
                        0,
                        99);

        shop.pass(Duration.ofMinutes(40));

        Ticket ticket = shop.fake.tickets().getFirst();
        assertThat(shop.times(ticket.id())).hasSize(1);
        assertThat(ticket.status().name()).isEqualTo("RESOLVED");
        assertThat(shop.outbox.ofDraft(draft.id()).get(1).state()).isEqualTo(EntryState.PARKED);
    }

    @Test
    void aMinuteOfATechnicianIsBookedOnceHoweverManyCallsHoldIt() {
        Instant end = shop.clock.instant();
        var book = shop.feature.book;
        var first = Talk.call("call_a", "201", end, 600);
        var within = Talk.call("call_b", "201", end.minusSeconds(60), 120);
        var longer = Talk.call("call_c", "201", end.plusSeconds(120), 300);
        var other = Talk.call("call_d", "202", end, 600);

        assertThat(booked(book, first)).isEqualTo(600);
        assertThat(booked(book, first)).isZero();
        assertThat(booked(book, within)).isZero();
        assertThat(booked(book, longer)).isEqualTo(120);
        assertThat(booked(book, other)).isEqualTo(600);
        assertThat(booked(book, Talk.call("call_a", "201", end.plusSeconds(300), 900)))
                .isEqualTo(180);
    }

    @Test
    void roundingIsByCallAndTheRestIsNotRoundedAgain() {
        var settings =
                new Settings.Outbox(
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(120),
                        5,
                        null,
                        Duration.ZERO,
                        Settings.TimeTracking.BILLABLE,
                        Duration.ofMinutes(15),
                        false);
        var book = new TimeBook(shop.database, settings);
        Instant end = shop.clock.instant();

        assertThat(booked(book, Talk.call("call_a", "201", end, 61))).isEqualTo(900);
        assertThat(booked(book, Talk.call("call_a", "201", end.plusSeconds(300), 361))).isZero();
        assertThat(booked(book, Talk.call("call_a", "201", end.plusSeconds(900), 961)))
                .isEqualTo(900);
    }

    /// Books a call on an entry of its own.
    private int booked(TimeBook book, com.ninja3cx.server.call.Call call) {
        return shop.database.write(
                handle -> {
                    var share = book.open(handle, call);
                    if (share.isEmpty()) {
                        return 0;
                    }
                    String entry =
                            shop.outbox.append(
                                    handle,
                                    Talk.draft(shop, handle),
                                    new Intent.TrackTime("x", 1),
                                    7);
                    book.book(handle, entry, share.get());
                    return share.get().seconds();
                });
    }

    private Ticket sent(String call) {
        counting(call);
        shop.pass(Duration.ofSeconds(20));
        int ticket = shop.draft(call).ticketId();
        return shop.fake.tickets().stream()
                .filter(each -> each.id() == ticket)
                .findFirst()
                .orElseThrow();
    }

    private Draft counting(String call) {
        shop.ended(call, Workshop.JULIEN, "Bonjour, mon imprimante ne fonctionne plus.");
        shop.work();
        return shop.draft(call);
    }

    private void wish(Draft draft, Wishes wishes) {
        deliveries.change(draft.id(), before -> wishes);
    }

    private void third(Fault fault) {
        shop.fake
                .faults()
                .add(
                        com.ninja3cx.simulator.ninjaone.RequestPattern.parse(COMMENT)
                                .containing("filename="),
                        fault,
                        0,
                        1);
    }

    private Path recording() throws Exception {
        return Files.write(folder.resolve("sound.mp3"), new byte[] {1, 2, 3});
    }
}
