package com.ninja3cx.server.ticket.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.server.call.Call;
import com.ninja3cx.server.call.TranscriptState;
import com.ninja3cx.server.call.Trust;
import com.ninja3cx.server.ticket.Workshop;
import com.ninja3cx.server.ticket.WorkshopCase;
import com.ninja3cx.server.ticket.closing.Wishes;
import com.ninja3cx.server.ticket.draft.Content;
import com.ninja3cx.server.ticket.draft.Draft;
import com.ninja3cx.server.ticket.draft.DraftState;
import com.ninja3cx.server.ticket.draft.Editor;
import com.ninja3cx.server.ticket.outbox.Entry;
import com.ninja3cx.server.ticket.outbox.EntryState;
import com.ninja3cx.server.ticket.outbox.Intent;
import com.ninja3cx.simulator.ninjaone.Note;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What goes wrong between the call and the ticket: each is either carried through or left to a
/// person with the reason, and holds up no other call.
class BadInputTest extends WorkshopCase {

    /// The guide's number of the status.
    private static final int RESOLVED = 5;

    @Test
    void aContactDeletedSinceTheCopyLeavesTheTicketToAPersonWhoNamesAnother() {
        call("call_1", "Bonjour, mon imprimante ne fonctionne plus.");
        shop.work();
        Draft draft = shop.draft("call_1");
        shop.fake.removeContact(draft.content().requester().uid());

        shop.pass(Duration.ofSeconds(20));

        Entry parked = first("call_1");
        assertThat(parked.state()).isEqualTo(EntryState.PARKED);
        assertThat(parked.reason().english()).contains("requesterUid", "correct it");
        assertThat(shop.draft("call_1").state()).isEqualTo(DraftState.PARKED);
        Draft corrected =
                shop.service.edit(
                        draft.id(),
                        old ->
                                new Content(
                                        old.title(),
                                        old.description(),
                                        old.summary(),
                                        old.category(),
                                        old.priority(),
                                        null,
                                        old.organisation(),
                                        old.device(),
                                        old.filing()),
                        java.util.Set.of("requester"),
                        null,
                        Editor.PROGRAM);
        shop.feature.settling.again(
                parked, EntryState.READY, shop.closing.opening(corrected, Wishes.NONE, null, null));
        shop.pass(Duration.ofSeconds(10));
        assertThat(shop.draft("call_1").state()).isEqualTo(DraftState.SENT);
        assertThat(shop.fake.tickets()).hasSize(1);
    }

    @Test
    void aTicketThatWasClosedTakesNoCommentAndTheReasonIsGiven() {
        call("call_1", "Bonjour, mon imprimante ne fonctionne plus.");
        shop.pass(Duration.ofSeconds(20));
        int closed = shop.draft("call_1").ticketId();
        shop.fake.closeTicket(closed);
        call("call_2", "Bonjour, encore mon imprimante, elle ne marche plus.");
        shop.work();
        wish("call_2", new Wishes(closed, null, null));

        shop.pass(Duration.ofSeconds(20));

        assertThat(first("call_2").state()).isEqualTo(EntryState.PARKED);
        assertThat(first("call_2").reason().english()).contains("is closed", "another ticket");
        call("call_3", "Bonjour, mon écran est tout noir.");
        shop.pass(Duration.ofSeconds(20));
        assertThat(shop.draft("call_3").state()).isEqualTo(DraftState.SENT);
    }

    @Test
    void wordsThatComeAfterTheTicketWasClosedNeitherWaitForAPersonNorOpenItAgain() {
        Call call =
                shop.ended(
                        "call_1", Workshop.JULIEN, Trust.TRUSTED, new TranscriptState.Revising());
        shop.said("call_1", "Bonjour, mon imprimante ne marche plus.");
        shop.work();
        wish("call_1", new Wishes(null, null, RESOLVED));
        shop.service.send(shop.draft("call_1").id());
        shop.pass(Duration.ofSeconds(20));
        int ticket = shop.draft("call_1").ticketId();
        assertThat(shop.comments(ticket)).as("what was heard live").isNotEmpty();
        int written = shop.fake.notes(ticket).size();
        shop.fake.closeTicket(ticket);

        shop.revised(call, "Bonjour, mon imprimante ne fonctionne plus du tout.");
        shop.pass(Duration.ofMinutes(2));

        assertThat(shop.outbox.ofDraft(shop.draft("call_1").id()))
                .noneMatch(entry -> entry.state() == EntryState.PARKED)
                .anyMatch(entry -> entry.state() == EntryState.CANCELLED);
        assertThat(shop.fake.tickets().getFirst().status().name()).isEqualTo("CLOSED");
        assertThat(shop.fake.notes(ticket)).hasSize(written);
        assertThat(shop.draft("call_1").note().english()).contains("closed already");
    }

    @Test
    void aTicketThatAPersonClosedIsNotOpenedAgainByTheStatusItWasToEndIn() {
        call("call_1", "Bonjour, mon imprimante ne fonctionne plus.");
        shop.pass(Duration.ofSeconds(20));
        int ticket = shop.draft("call_1").ticketId();
        shop.fake.closeTicket(ticket);

        Draft draft = shop.draft("call_1");
        wish("call_1", new Wishes(null, null, RESOLVED));
        shop.database.write(
                handle -> {
                    shop.closing.finish(handle, draft);
                    return true;
                });
        shop.pass(Duration.ofSeconds(10));

        assertThat(shop.outbox.ofDraft(draft.id()))
                .allMatch(entry -> entry.state() == EntryState.SENT)
                .anyMatch(entry -> entry.intent() instanceof Intent.UpdateTicket);
        assertThat(shop.fake.tickets().getFirst().status().name()).isEqualTo("CLOSED");
    }

    @Test
    void markupAndControlCharactersOfATranscriptArriveAsHarmlessText() {
        call(
                "call_1",
                "Bonjour, mon imprimante <b>ne fonctionne plus</b> <script>alert(1)</script>.\u0007",
                "Merci\u0000\u001b[31m \u202e beaucoup.");

        shop.pass(Duration.ofSeconds(20));

        int ticket = shop.draft("call_1").ticketId();
        List<Note> notes = shop.fake.notes(ticket);
        assertThat(notes)
                .allMatch(note -> !note.entry().publicEntry())
                .allMatch(note -> note.text().chars().noneMatch(BadInputTest::control));
        assertThat(shop.comments(ticket).getFirst().text()).contains("<script>alert(1)</script>");
        assertThat(shop.fake.tickets().getFirst().subject()).doesNotContain("\u0007");
    }

    @Test
    void aRecordingOfFiftyMegabytesReachesTheTicketWhole() throws Exception {
        byte[] sound = new byte[50 * 1024 * 1024];
        Arrays.fill(sound, (byte) 7);
        shop.sound = Files.write(folder.resolve("sound.wav"), sound);
        call("call_1", "Bonjour, mon imprimante ne fonctionne plus.");
        shop.work();
        wish("call_1", new Wishes(null, true, null));

        shop.pass(Duration.ofSeconds(20));

        assertThat(shop.draft("call_1").state()).isEqualTo(DraftState.SENT);
        List<Note> files = shop.files(shop.draft("call_1").ticketId());
        assertThat(files).hasSize(1);
        assertThat(files.getFirst().files().getFirst().content()).hasSameSizeAs(sound);
        assertThat(folder.resolve("sound.wav")).as("deleted once it was sent").doesNotExist();
    }

    @Test
    void aRevokedTokenQueuesTicketsUntilSomebodyAuthorisesAgain() {
        call("call_1", "Bonjour, mon imprimante ne fonctionne plus.");
        shop.work();
        shop.fake.revokeRefreshTokens();
        shop.fake.expireAccessTokens();

        shop.pass(Duration.ofMinutes(3));

        assertThat(shop.fake.tickets()).isEmpty();
        assertThat(shop.draft("call_1").state()).isEqualTo(DraftState.QUEUED);
        assertThat(shop.draft("call_1").note().english()).contains("authorise");
    }

    private static boolean control(int character) {
        return Character.isISOControl(character) && character != '\n' && character != '\t';
    }

    private void call(String id, String... said) {
        shop.ended(id, Workshop.JULIEN, said);
    }

    private void wish(String call, Wishes wishes) {
        shop.database.write(
                handle -> {
                    shop.feature.wishes.save(handle, shop.draft(call).id(), wishes);
                    return true;
                });
    }

    private Entry first(String call) {
        return shop.outbox.ofDraft(shop.draft(call).id()).getFirst();
    }
}
