package com.ninja3cx.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.db.TestPostgres;
import com.ninja3cx.server.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The command on real databases.
class MigrateCommandTest {

    private static final int WRONG_SETTINGS = 78;

    @TempDir private Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Locale before;

    @BeforeEach
    void speakEnglish() {
        before = Locale.getDefault();
        Locale.setDefault(Locale.ENGLISH);
    }

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(before);
    }

    private int migrate(Map<String, String> environment) {
        out.reset();
        err.reset();
        var shell =
                new Shell(
                        environment,
                        folder,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
        return new CommandLine(new MigrateCommand(shell)).execute();
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static String url(Settings.Storage.Postgres postgres) {
        return postgres.jdbcUrl().replace("jdbc:postgresql://", "postgresql://postgres@");
    }

    @Test
    void aFolderWithoutDatabaseGetsOneOfTheNewestLayout() throws Exception {
        assertThat(migrate(Map.of("DATA_DIR", folder.resolve("data").toString()))).isZero();

        assertThat(said()).contains("was brought to version");
        var file = new Settings.Storage.Sqlite(folder.resolve("data/database.sqlite"));
        try (Database database = Database.open(file)) {
            assertThat(database.layout().changed()).isFalse();
            assertThat(
                            database.<Integer>read(
                                    handle ->
                                            handle.createQuery("SELECT COUNT(*) FROM calls")
                                                    .mapTo(Integer.class)
                                                    .one()))
                    .isZero();
        }
    }

    @Test
    void aDatabaseThatIsUpToDateStaysAsItIs() {
        Map<String, String> settings = Map.of("DATA_DIR", folder.toString());
        migrate(settings);

        assertThat(migrate(settings)).isZero();
        assertThat(said()).contains("was up to date already");
        assertThat(complained()).isEmpty();
    }

    @Test
    void settingsInTheFileCountAsForTheServer() throws Exception {
        Path database = folder.resolve("calls.sqlite");
        Files.writeString(
                folder.resolve(".env"),
                "DATA_DIR=" + folder + "\nDATABASE_URL=sqlite:" + database + "\n");

        assertThat(migrate(Map.of())).isZero();
        assertThat(database).exists();
    }

    @Test
    void postgresIsBroughtUpToDateTooAndAnOlderProgramIsRefused() throws Exception {
        try (TestPostgres postgres = TestPostgres.start()) {
            var empty = (Settings.Storage.Postgres) postgres.emptyDatabase();
            Map<String, String> settings =
                    Map.of("DATA_DIR", folder.toString(), "DATABASE_URL", url(empty));

            assertThat(migrate(settings)).isZero();
            assertThat(said()).contains("was brought to version");
            assertThat(migrate(settings)).isZero();
            assertThat(said()).contains("was up to date already");

            fromTheFuture(empty);
            assertThat(migrate(settings)).isEqualTo(1);
            assertThat(complained()).contains("newer version of the product (version 9000)");

            String elsewhere = url(empty).replaceFirst("/test_\\d+", "/none?password=hush");
            assertThat(migrate(Map.of("DATABASE_URL", elsewhere))).isEqualTo(1);
            assertThat(complained()).contains("\"none\"").doesNotContain("hush");
        }
    }

    @Test
    void aDatabaseOfANewerVersionIsLeftAlone() throws Exception {
        Map<String, String> settings = Map.of("DATA_DIR", folder.toString());
        migrate(settings);
        Path file = folder.resolve("database.sqlite");
        fromTheFuture(new Settings.Storage.Sqlite(file));
        byte[] content = Files.readAllBytes(file);

        assertThat(migrate(settings)).isEqualTo(1);

        assertThat(complained())
                .contains("newer version of the product (version 9000)", "restore a backup");
        assertThat(Files.readAllBytes(file)).isEqualTo(content);
    }

    private static void fromTheFuture(Settings.Storage storage) throws Exception {
        try (Database database = Database.open(storage)) {
            database.write(
                    handle ->
                            handle.execute(
                                    "INSERT INTO flyway_schema_history (installed_rank, version,"
                                            + " description, type, script, checksum, installed_by,"
                                            + " execution_time, success) SELECT 9000, '9000',"
                                            + " 'future', type, 'V9000__future.sql', 1, installed_by,"
                                            + " 1, success FROM flyway_schema_history WHERE version ="
                                            + " '1'"));
        }
    }

    @Test
    void anAddressThatIsNoneIsAWrongSetting() {
        assertThat(migrate(Map.of("DATABASE_URL", "mysql://db/calls"))).isEqualTo(WRONG_SETTINGS);
        assertThat(complained()).contains("DATABASE_URL (environment)", "postgresql://user");
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsSaidSo() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            taken.close();
            String url = "postgresql://ninja:hush@127.0.0.1:" + port + "/calls";

            assertThat(migrate(Map.of("DATABASE_URL", url))).isEqualTo(1);
        }
        assertThat(complained())
                .contains("jdbc:postgresql://127.0.0.1", "/calls cannot be used", "refused")
                .contains("Check DATABASE_URL")
                .doesNotContain("hush");
    }

    @Test
    void aFileThatIsNoDatabaseIsSaidSoAndKept() throws Exception {
        Path file = Files.writeString(folder.resolve("database.sqlite"), "bonjour\n".repeat(500));

        assertThat(migrate(Map.of("DATA_DIR", folder.toString()))).isEqualTo(1);

        assertThat(complained()).contains("database.sqlite cannot be used", "not a database");
        assertThat(file).hasContent("bonjour\n".repeat(500));
    }

    @Test
    void aFolderInPlaceOfTheDatabaseIsSaidSo() throws Exception {
        Files.createDirectory(folder.resolve("database.sqlite"));

        assertThat(migrate(Map.of("DATA_DIR", folder.toString()))).isEqualTo(1);
        assertThat(complained()).contains("database.sqlite cannot be used");
    }
}
