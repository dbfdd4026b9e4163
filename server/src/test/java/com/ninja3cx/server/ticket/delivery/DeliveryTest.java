package com.ninja3cx.server.ticket.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.server.ticket.closing.Wishes;
import com.ninja3cx.server.ticket.draft.Draft;
import com.ninja3cx.server.ticket.draft.DraftState;
import com.ninja3cx.server.ticket.outbox.Entry;
import com.ninja3cx.server.ticket.outbox.EntryState;
import com.ninja3cx.server.ticket.outbox.Intent;
import com.ninja3cx.simulator.ninjaone.Fault;
import com.ninja3cx.simulator.ninjaone.Note;
import com.ninja3cx.simulator.ninjaone.Ticket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What goes to a ticket beside the ticket itself, and to which ticket.
class DeliveryTest extends DeliveryCase {

    private static final String COMMENT = "POST /ticketing/ticket/*/comment";

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
}
