package com.ninja3cx.bench.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Whole servers, really killed. The full number of kills is for `bench tickets`. Both tests mostly
/// wait for what nobody answered for: they do so side by side.
class KillTest {

    @TempDir Path folder;

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void twentyFiveKillsLeaveOneTicketNoteFileAndTimeEntryForEachCall() throws Exception {
        var moments =
                List.of(
                        "BEFORE_REQUEST CreateTicket",
                        "SENT CreateTicket",
                        "REPLY_READ CreateTicket",
                        "BEFORE_COMMIT CreateTicket",
                        "AFTER_COMMIT CreateTicket",
                        "SENT AddNote",
                        "REPLY_READ AddNote",
                        "SENT AttachFile",
                        "BEFORE_COMMIT AttachFile",
                        "REPLY_READ TrackTime");

        KillReport report = run(new KillPlan(15, moments, 7, 1, null, folder));

        assertThat(report.wrong()).isEmpty();
        assertThat(report.exactlyOnce()).isEqualTo(report.calls()).isGreaterThan(30);
        assertThat(report.lostReplies() + report.lateWrites()).isPositive();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void twoServersOnOnePostgresWithKillsOfEitherDoTheSame() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            String url = "postgresql://postgres@localhost:" + postgres.getPort() + "/postgres";

            KillReport report = run(new KillPlan(8, List.of(), 8, 2, url, folder));

            assertThat(report.wrong()).isEmpty();
            assertThat(report.exactlyOnce()).isEqualTo(report.calls()).isEqualTo(16);
        }
    }

    private static KillReport run(KillPlan plan) throws Exception {
        return new KillRun(plan, InstantSource.system(), doing -> {}).run();
    }
}
