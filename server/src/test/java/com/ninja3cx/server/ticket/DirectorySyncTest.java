package com.ninja3cx.server.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.server.directory.Caller;
import com.ninja3cx.simulator.ninjaone.Contact;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A large provider's directory, over HTTP from NinjaOne into the database.
class DirectorySyncTest {

    private static final int CONTACTS = 50_000;

    @TempDir Path folder;
    private Workshop shop;

    @BeforeEach
    void open() throws Exception {
        shop = new Workshop(folder);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void fiftyThousandContactsAreCopiedWithinAMinuteAndTheSecondTimeNothingIsWritten() {
        for (int i = 0; i < CONTACTS; i++) {
            shop.fake.add(
                    new Contact(
                            10_000 + i,
                            12,
                            new UUID(7, i).toString(),
                            "Prénom" + i,
                            "Nom" + i,
                            "contact" + i + "@client.example",
                            "01 %02d %02d %02d %02d"
                                    .formatted(
                                            40 + i / 1_000_000,
                                            i / 10_000 % 100,
                                            i / 100 % 100,
                                            i % 100),
                            null));
        }
        // Time of this thread: what others do to the machine meanwhile is no property of the copy.
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();

        shop.synchronise();

        Duration first = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
        long generation = shop.directory.generation();
        assertThat(first).isLessThan(Duration.ofSeconds(60));
        assertThat(shop.directory.caller("+33140012345"))
                .isInstanceOfSatisfying(
                        Caller.Known.class,
                        known ->
                                assertThat(known.requester().name())
                                        .isEqualTo("Prénom12345 Nom12345"));

        shop.synchronise();

        assertThat(shop.directory.generation()).isEqualTo(generation);
    }
}
