package com.ninja3cx.server.ticket.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.server.ticket.Workshop;
import com.ninja3cx.server.ticket.draft.Draft;
import com.ninja3cx.server.ticket.draft.DraftState;
import com.ninja3cx.simulator.ninjaone.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftRetentionTest {

    private static final Duration KEEP = Duration.ofDays(90);
    private static final String WORDS = "percolateur";

    @TempDir Path folder;
    private Workshop shop;
    private DraftRetention retention;

    @BeforeEach
    void open() throws Exception {
        shop = new Workshop(folder);
        shop.synchronise();
        retention =
                new DraftRetention(
                        shop.database,
                        shop.drafts,
                        shop.outbox,
                        shop.feature.attempts,
                        KEEP,
                        shop.clock);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void ofASentDraftNoWordIsLeftOnceItsTimeIsOverAndTheTicketIsStillKnown() {
        shop.fake.faults().next("POST /ticketing/ticket", new Fault.HtmlPage(500, null));
        spoken("call_1");
        shop.pass(Duration.ofMinutes(6));
        Draft sent = shop.draft("call_1");
        assertThat(sent.state()).isEqualTo(DraftState.SENT);
        retention.sweep();
        assertThat(kept()).as("its time is not over").isNotEmpty();

        shop.clock.advance(KEEP);
        retention.sweep();

        assertThat(kept()).isEmpty();
        Draft draft = shop.draft("call_1");
        assertThat(draft.ticketUrl()).isEqualTo(sent.ticketUrl());
        assertThat(draft.content().requester()).isEqualTo(sent.content().requester());
        assertThat(draft.note().english()).contains("it is kept for 90 days");
        retention.sweep();
        assertThat(shop.draft("call_1").version()).isEqualTo(draft.version());
        assertThat(shop.outbox.ofDraft(draft.id()))
                .extracting(entry -> entry.intent().kind())
                .containsExactly("CreateTicket", "AddNote", "TrackTime");
    }

    @Test
    void whatStillWaitsForAPersonKeepsItsWordsUntilThatOneDecides() {
        shop.fake.faults().always("POST /ticketing/ticket", new Fault.HtmlPage(413, null));
        spoken("call_1");
        shop.pass(Duration.ofMinutes(40));
        assertThat(shop.draft("call_1").state()).isIn(DraftState.PARKED, DraftState.QUEUED);
        shop.clock.advance(KEEP);
        retention.sweep();
        assertThat(kept()).isNotEmpty();

        shop.database.write(handle -> handle.execute("UPDATE outbox SET state = 'PARKED'"));
        shop.database.write(handle -> handle.execute("UPDATE drafts SET state = 'PARKED'"));
        shop.service.discard(shop.draft("call_1").id());
        retention.sweep();

        assertThat(kept()).isEmpty();
    }

    private void spoken(String call) {
        shop.ended(call, Workshop.JULIEN, "Bonjour, mon " + WORDS + " ne fonctionne plus.");
    }

    /// Every value of the tables about tickets that holds the words.
    private List<String> kept() {
        var found = new ArrayList<String>();
        for (String table : List.of("drafts", "outbox", "outbox_attempts", "idempotency")) {
            shop
                    .database
                    .read(handle -> handle.createQuery("SELECT * FROM " + table).mapToMap().list())
                    .stream()
                    .flatMap(row -> row.entrySet().stream())
                    .filter(cell -> String.valueOf(cell.getValue()).contains(WORDS))
                    .forEach(cell -> found.add(table + "." + cell.getKey()));
        }
        return found;
    }
}
