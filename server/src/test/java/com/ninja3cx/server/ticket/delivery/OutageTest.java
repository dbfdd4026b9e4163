package com.ninja3cx.server.ticket.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.server.ticket.Workshop;
import com.ninja3cx.server.ticket.draft.DraftState;
import com.ninja3cx.simulator.ninjaone.LogEntry;
import com.ninja3cx.simulator.ninjaone.Note;
import com.ninja3cx.simulator.ninjaone.SeenRequest;
import com.ninja3cx.simulator.ninjaone.Ticket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

class OutageTest {

    private static final int CALLS = 500;

    /// Thousands of durable transactions: in memory where the machine has such a folder.
    @TempDir(factory = Fast.class)
    Path folder;

    @Test
    void fiveHundredCallsOfAnHourWithoutNinjaOneAreAllSentAfterwardsInOrderAndWithinTheRate()
            throws Exception {
        try (var shop = new Workshop(folder)) {
            shop.synchronise();
            shop.fake.faults().away(true);
            for (int i = 0; i < CALLS; i++) {
                shop.ended("call_" + i, Workshop.JULIEN, "Mon imprimante ne fonctionne plus.");
            }
            shop.maker.sweep();
            shop.clock.advance(Duration.ofSeconds(16));
            shop.maker.sweep();
            refuse(shop, "call_7");
            Instant hour = shop.clock.instant().plus(Duration.ofHours(1));
            while (shop.clock.instant().isBefore(hour)) {
                work(shop);
                shop.clock.advance(Duration.ofSeconds(10));
            }
            assertThat(shop.fake.tickets()).isEmpty();
            int tried = shop.fake.requests().size();
            assertThat(tried).as("requests while away").isLessThan(300);

            shop.fake.faults().away(false);
            Instant back = shop.clock.instant();
            while (!settled(shop)) {
                work(shop);
                shop.clock.advance(Duration.ofSeconds(1));
                assertThat(shop.clock.instant()).isBefore(back.plus(Duration.ofMinutes(12)));
            }

            assertThat(shop.fake.tickets()).hasSize(CALLS - 1);
            assertThat(shop.draft("call_7").state()).isEqualTo(DraftState.PARKED);
            for (Ticket ticket : shop.fake.tickets()) {
                assertThat(kinds(shop.fake.notes(ticket.id())))
                        .containsExactly("DESCRIPTION", "note", "time");
            }
            withinRate(shop.fake.requests().stream().skip(tried).toList());
        }
    }

    /// This one's organisation does not exist: it is left to a person and holds up nobody.
    private static void refuse(Workshop shop, String call) {
        shop.database.write(
                handle ->
                        handle.execute(
                                "UPDATE outbox SET payload = replace(payload,"
                                        + " '\"organizationId\":12', '\"organizationId\":9999')"
                                        + " WHERE call_id = ? AND ordinal = 1",
                                call));
    }

    private static void work(Workshop shop) {
        boolean more = true;
        while (more) {
            more = shop.workers.getFirst().once();
        }
    }

    private static boolean settled(Workshop shop) {
        return shop.database.read(
                handle ->
                        handle.createQuery(
                                                "SELECT COUNT(*) FROM outbox WHERE state IN"
                                                        + " ('READY', 'SENDING', 'UNKNOWN') AND call_id"
                                                        + " <> 'call_7'")
                                        .mapTo(Integer.class)
                                        .one()
                                == 0);
    }

    private static List<String> kinds(List<Note> notes) {
        return notes.stream()
                .map(
                        note ->
                                note.entry().type() == LogEntry.Type.DESCRIPTION
                                        ? "DESCRIPTION"
                                        : note.entry().timeTracked() == null ? "note" : "time")
                .toList();
    }

    private static void withinRate(List<SeenRequest> requests) {
        for (int i = 0; i + 5 < requests.size(); i++) {
            Duration six = Duration.between(requests.get(i).at(), requests.get(i + 5).at());
            assertThat(six).isGreaterThanOrEqualTo(Duration.ofMillis(999));
        }
    }

    static final class Fast implements TempDirFactory {
        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context)
                throws IOException {
            Path memory = Path.of("/dev/shm");
            return Files.isWritable(memory)
                    ? Files.createTempDirectory(memory, "outage")
                    : Files.createTempDirectory("outage");
        }
    }
}
