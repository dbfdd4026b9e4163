package com.ninja3cx.server.ticket.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.server.ManualClock;
import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.server.ticket.Workshop;
import com.ninja3cx.server.ticket.draft.Draft;
import com.ninja3cx.server.ticket.draft.DraftState;
import com.ninja3cx.server.ticket.outbox.Entry;
import com.ninja3cx.server.ticket.outbox.EntryState;
import com.ninja3cx.simulator.ninjaone.FakeNinjaOne;
import com.ninja3cx.simulator.ninjaone.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreTest {

    private static final String CALL = "call_1";

    @TempDir Path folder;
    private final ManualClock clock = new ManualClock("2026-11-23T09:00:00Z");
    private FakeNinjaOne fake;

    @BeforeEach
    void start() throws Exception {
        fake = FakeNinjaOne.start(0, Options.strict(clock));
    }

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void whatARestoredDatabaseHoldsAsUnsentIsFoundAndNotSentAgain() throws Exception {
        try (var shop = open()) {
            counting(shop);
            clock.advance(Duration.ofSeconds(16));
            shop.maker.sweep();
            assertThat(shop.draft(CALL).state()).isEqualTo(DraftState.QUEUED);
        }
        save();
        sendEverything();

        restore();

        afterwardsExactlyOne(true);
    }

    @Test
    void aRestoredDraftThatHadNotLeftYetIsSearchedBeforeItLeaves() throws Exception {
        try (var shop = open()) {
            counting(shop);
        }
        save();
        clock.advance(Duration.ofSeconds(16));
        sendEverything();

        restore();

        afterwardsExactlyOne(true);
    }

    @Test
    void aCopyOfDatabaseAndFolderIsNoticedByItsAge() throws Exception {
        try (var shop = open()) {
            counting(shop);
        }
        save();
        Files.copy(sends(), folder.resolve("sends.saved"));
        sendEverything();
        clock.advance(Duration.ofMinutes(11));
        Files.copy(folder.resolve("sends.saved"), sends(), StandardCopyOption.REPLACE_EXISTING);

        restore();

        afterwardsExactlyOne(true);
    }

    @Test
    void aDatabaseOnAnotherMachineIsSearchedFirst() throws Exception {
        try (var shop = open()) {
            counting(shop);
        }
        save();
        sendEverything();
        clock.advance(Duration.ofMinutes(3));
        Files.delete(sends());

        restore();

        afterwardsExactlyOne(true);
    }

    @Test
    void anOrdinaryRestartSendsWithoutSearching() throws Exception {
        try (var shop = open()) {
            counting(shop);
        }
        clock.advance(Duration.ofMinutes(2));

        afterwardsExactlyOne(false);
    }

    @Test
    void aDatabaseThatGoesBackWhileTheServerRunsIsNoticedAtTheNextRequest() throws Exception {
        try (var shop = open()) {
            counting(shop);
            shop.pass(Duration.ofMinutes(1));
            shop.ended("call_2", Workshop.JULIEN, "Mon écran est noir.");
            shop.pass(Duration.ofSeconds(10));
            shop.database.write(handle -> handle.execute("UPDATE outbox_marks SET value = 0"));

            shop.pass(Duration.ofSeconds(10));

            List<Entry> entries = shop.outbox.ofDraft(shop.draft("call_2").id());
            assertThat(entries).isNotEmpty().allMatch(e -> e.state() == EntryState.UNKNOWN);
        }
    }

    private Workshop open() throws Exception {
        return new Workshop(folder, new Settings.Storage.Sqlite(database()), clock, fake, 2, null);
    }

    private Path database() {
        return folder.resolve("database.sqlite");
    }

    private Path sends() {
        return folder.resolve("outbox-sends");
    }

    /// A draft that will send itself, on a server that has sent before.
    private static void counting(Workshop shop) {
        shop.feature.watch.check();
        shop.synchronise();
        shop.ended("call_0", Workshop.JULIEN, "Mon écran est noir.");
        shop.pass(Duration.ofSeconds(30));
        shop.ended(CALL, Workshop.JULIEN, "Mon imprimante ne fonctionne plus.");
        shop.work();
        shop.feature.watch.alive();
        assertThat(shop.draft(CALL).state()).isEqualTo(DraftState.COUNTING);
    }

    private void sendEverything() throws Exception {
        try (var shop = open()) {
            shop.feature.watch.check();
            shop.pass(Duration.ofMinutes(1));
            assertThat(shop.draft(CALL).state()).isEqualTo(DraftState.SENT);
            assertThat(fake.tickets()).hasSize(2);
        }
    }

    private void save() throws IOException {
        Files.copy(database(), folder.resolve("saved.sqlite"));
    }

    private void restore() throws IOException {
        Files.copy(folder.resolve("saved.sqlite"), database(), StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(folder.resolve("database.sqlite-wal"));
        Files.deleteIfExists(folder.resolve("database.sqlite-shm"));
    }

    private void afterwardsExactlyOne(boolean noticed) throws Exception {
        try (var shop = open()) {
            assertThat(shop.feature.watch.check()).isEqualTo(noticed);
            shop.pass(Duration.ofMinutes(10));
            assertThat(fake.tickets()).hasSize(2);
            Draft draft = shop.draft(CALL);
            assertThat(draft.state()).isEqualTo(DraftState.SENT);
            assertThat(shop.comments(draft.ticketId())).hasSize(1);
            assertThat(shop.times(draft.ticketId())).hasSize(1);
            assertThat(shop.outbox.ofDraft(draft.id()))
                    .allMatch(entry -> (entry.searches() > 0 || entry.sends() == 0) == noticed);
        }
    }
}
