package com.ninja3cx.server.db;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.server.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Databases of killed servers, and files copied between them. A killed server is the copy of its
/// files while it runs.
class ForeignLogTest {

    @TempDir private Path folder;

    /// The files of a server killed at a moment, and what was committed by then.
    private record Killed(Path folder, int rows) {}

    private static Path file(Path folder) {
        return folder.resolve("database.sqlite");
    }

    private static Database open(Path folder) throws Exception {
        return Database.open(new Settings.Storage.Sqlite(file(folder)));
    }

    private static void add(Database database, int row, int size) {
        database.write(
                handle ->
                        handle.execute(
                                "INSERT INTO secrets (name, value) VALUES (?, ?)",
                                "row" + row,
                                "x".repeat(size)));
    }

    private static int rows(Database database) {
        return database.read(
                handle ->
                        handle.createQuery("SELECT COUNT(*) FROM secrets")
                                .mapTo(Integer.class)
                                .one());
    }

    private static String check(Database database) {
        return database.read(
                handle -> handle.createQuery("PRAGMA integrity_check").mapTo(String.class).one());
    }

    private static void checkpoint(Database database, String mode) {
        database.read(
                handle ->
                        handle.createQuery("PRAGMA wal_checkpoint(" + mode + ")")
                                .mapToMap()
                                .list());
    }

    private Killed kill(String name, Path running, int rows) throws IOException {
        Path copy = Files.createDirectories(folder.resolve(name));
        try (Stream<Path> files = Files.list(running)) {
            for (Path each : files.toList()) {
                Files.copy(each, copy.resolve(each.getFileName()));
            }
        }
        return new Killed(copy, rows);
    }

    private static List<String> aside(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(each -> each.getFileName().toString())
                    .filter(each -> each.contains(".foreign-"))
                    .sorted()
                    .toList();
        }
    }

    private static void replace(Path from, Path to, String suffix) throws IOException {
        Path source = from.resolve("database.sqlite" + suffix);
        if (Files.exists(source)) {
            Files.copy(
                    source,
                    to.resolve("database.sqlite" + suffix),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void theLogOfAKilledServerIsApplied() throws Exception {
        Path home = folder.resolve("home");
        Killed killed;
        try (Database database = open(home)) {
            for (int i = 0; i < 20; i++) {
                add(database, i, 100);
            }
            killed = kill("killed", home, 20);
        }

        try (Database again = open(killed.folder())) {
            assertThat(rows(again)).isEqualTo(20);
        }
        assertThat(aside(killed.folder())).isEmpty();
    }

    @Test
    void aBackupCopiedOverTheDatabaseOfAKilledServerIsWhatCounts() throws Exception {
        Path home = folder.resolve("home");
        try (Database database = open(home)) {
            add(database, 0, 100);
        }
        Path backup = Files.copy(file(home), folder.resolve("backup.sqlite"));
        Killed killed;
        try (Database database = open(home)) {
            add(database, 1, 100);
            checkpoint(database, "TRUNCATE");
            add(database, 2, 5_000);
            killed = kill("killed", home, 3);
        }
        byte[] log = Files.readAllBytes(killed.folder().resolve("database.sqlite-wal"));
        Files.copy(backup, file(killed.folder()), StandardCopyOption.REPLACE_EXISTING);

        try (Database restored = open(killed.folder())) {
            assertThat(rows(restored)).isEqualTo(1);
            assertThat(check(restored)).isEqualTo("ok");
        }
        assertThat(aside(killed.folder()))
                .containsExactly("database.sqlite-shm.foreign-1", "database.sqlite-wal.foreign-1");
        assertThat(killed.folder().resolve("database.sqlite-wal.foreign-1")).hasBinaryContent(log);
    }

    @Test
    void theLogOfAnotherDatabaseIsSetAside() throws Exception {
        Path one = folder.resolve("one");
        Path other = folder.resolve("other");
        Killed killed;
        try (Database database = open(one)) {
            add(database, 0, 100);
        }
        try (Database database = open(other)) {
            add(database, 0, 100);
            add(database, 1, 100);
            killed = kill("killed", other, 2);
        }
        replace(killed.folder(), one, "-wal");

        try (Database database = open(one)) {
            assertThat(rows(database)).isEqualTo(1);
        }
        assertThat(aside(one)).containsExactly("database.sqlite-wal.foreign-1");
    }

    @Test
    void aCopyRebuiltWhileTheLogWasWrittenIsTold() throws Exception {
        Path home = folder.resolve("home");
        Path backup = folder.resolve("backup.sqlite");
        Killed killed;
        try (Database database = open(home)) {
            add(database, 0, 100);
            checkpoint(database, "TRUNCATE");
            add(database, 1, 9_000);
            database.read(handle -> handle.execute("VACUUM INTO ?", backup.toString()));
            add(database, 2, 9_000);
            killed = kill("killed", home, 3);
        }
        Files.copy(backup, file(killed.folder()), StandardCopyOption.REPLACE_EXISTING);

        try (Database restored = open(killed.folder())) {
            assertThat(rows(restored)).isEqualTo(2);
            assertThat(check(restored)).isEqualTo("ok");
        }
        assertThat(aside(killed.folder())).isNotEmpty();
    }

    @Test
    void aLogWithoutItsDatabaseIsKept() throws Exception {
        Path home = folder.resolve("home");
        Killed killed;
        try (Database database = open(home)) {
            add(database, 0, 100);
            killed = kill("killed", home, 1);
        }
        Files.delete(file(killed.folder()));

        try (Database database = open(killed.folder())) {
            assertThat(rows(database)).isZero();
        }
        assertThat(aside(killed.folder())).contains("database.sqlite-wal.foreign-1");
    }

    @Test
    void aDatabaseThatIsOpenElsewhereIsNotLookedAt() throws Exception {
        Path home = folder.resolve("home");
        try (Database server = open(home)) {
            add(server, 0, 100);
            try (Database command = open(home)) {
                add(command, 1, 100);
            }
            add(server, 2, 100);
            assertThat(rows(server)).isEqualTo(3);
        }
        assertThat(aside(home)).isEmpty();
    }

    /// Every log beside every database of the same life: what belongs together is applied, what
    /// does not is set aside, and never is a database damaged.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noMixOfLogAndDatabaseDoesDamage(long seed) throws Exception {
        var random = new Random(seed);
        Path home = folder.resolve("home");
        List<Killed> killed = new ArrayList<>();
        int rows = 0;
        for (int life = 0; life < 2; life++) {
            try (Database database = open(home)) {
                for (int i = 0; i < 5; i++) {
                    for (int more = random.nextInt(4); more >= 0; more--) {
                        add(database, rows++, random.nextInt(9_000));
                    }
                    if (random.nextInt(3) > 0) {
                        checkpoint(database, random.nextBoolean() ? "PASSIVE" : "TRUNCATE");
                    }
                    if (random.nextBoolean()) {
                        add(database, rows++, random.nextInt(9_000));
                    }
                    killed.add(kill("killed" + killed.size(), home, rows));
                }
            }
        }

        int together = 0;
        for (Killed base : killed) {
            for (Killed log : killed) {
                Path mixed =
                        Files.createDirectories(
                                folder.resolve(base.rows() + "-" + log.rows() + "-mixed"));
                replace(base.folder(), mixed, "");
                replace(log.folder(), mixed, "-wal");
                try (Database database = open(mixed)) {
                    assertThat(check(database)).isEqualTo("ok");
                    if (base == log) {
                        assertThat(aside(mixed)).isEmpty();
                        assertThat(rows(database)).isEqualTo(base.rows());
                    } else if (aside(mixed).isEmpty()
                            && Files.size(log.folder().resolve("database.sqlite-wal")) > 0) {
                        together++;
                        assertThat(rows(database)).isEqualTo(log.rows());
                    }
                }
            }
        }
        assertThat(together).isLessThan(killed.size() * killed.size() / 2);
    }
}
