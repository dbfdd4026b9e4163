package com.ninja3cx.server.ticket.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.server.ticket.closing.Attachments;
import com.ninja3cx.server.ticket.closing.Wishes;
import com.ninja3cx.server.ticket.draft.Draft;
import com.ninja3cx.server.ticket.outbox.Entry;
import com.ninja3cx.server.ticket.outbox.EntryState;
import com.ninja3cx.server.ticket.outbox.Intent;
import com.ninja3cx.simulator.ninjaone.Fault;
import com.ninja3cx.simulator.ninjaone.Note;
import com.ninja3cx.simulator.ninjaone.Ticket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The recording of a call on its ticket: once, late, or never.
class RecordingDeliveryTest extends DeliveryCase {

    private static final String COMMENT = "POST /ticketing/ticket/*/comment";

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
}
