package com.ninja3cx.server.ticket.delivery;

import com.ninja3cx.server.ticket.Workshop;
import com.ninja3cx.server.ticket.closing.Wishes;
import com.ninja3cx.server.ticket.desk.Deliveries;
import com.ninja3cx.server.ticket.draft.Draft;
import com.ninja3cx.simulator.ninjaone.Ticket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A workshop whose calls end, are counted down and sent.
abstract class DeliveryCase {

    @TempDir Path folder;
    Workshop shop;
    Deliveries deliveries;

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

    Ticket sent(String call) {
        counting(call);
        shop.pass(Duration.ofSeconds(20));
        int ticket = shop.draft(call).ticketId();
        return shop.fake.tickets().stream()
                .filter(each -> each.id() == ticket)
                .findFirst()
                .orElseThrow();
    }

    Draft counting(String call) {
        shop.ended(call, Workshop.JULIEN, "Bonjour, mon imprimante ne fonctionne plus.");
        shop.work();
        return shop.draft(call);
    }

    void wish(Draft draft, Wishes wishes) {
        deliveries.change(draft.id(), before -> wishes);
    }

    Path recording() throws Exception {
        return Files.write(folder.resolve("sound.mp3"), new byte[] {1, 2, 3});
    }
}
