package com.ninja3cx.server.ticket.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.server.call.Call;
import com.ninja3cx.server.call.TranscriptState;
import com.ninja3cx.server.call.Trust;
import com.ninja3cx.server.ticket.Workshop;
import com.ninja3cx.server.ticket.closing.Wishes;
import com.ninja3cx.server.ticket.draft.Draft;
import com.ninja3cx.server.ticket.outbox.EntryState;
import com.ninja3cx.simulator.ninjaone.Fault;
import com.ninja3cx.simulator.ninjaone.Ticket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The status in which a person wants the ticket of a call to end.
class FinalStatusTest extends DeliveryCase {

    private static final String UPDATE = "PUT /ticketing/ticket/*";

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

    /// What is to be done for a draft, in the order in which it goes out.
    private List<String> kinds(Draft draft) {
        return shop.outbox.ofDraft(draft.id()).stream()
                .map(entry -> entry.intent().kind())
                .toList();
    }
}
