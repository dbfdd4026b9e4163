package com.ninja3cx.server.ticket.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ninja3cx.server.TestServer;
import com.ninja3cx.server.db.TestPostgres;
import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.simulator.ninjaone.FakeNinjaOne;
import com.ninja3cx.simulator.ninjaone.LogEntry;
import com.ninja3cx.simulator.ninjaone.Options;
import com.ninja3cx.simulator.threecx.FakeThreeCx;
import com.ninja3cx.simulator.threecx.FinishedCall;
import com.ninja3cx.simulator.threecx.Journal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Two whole servers on one PostgreSQL, told the same by a telephone system that repeats itself.
class TwoServersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir Path folder;

    @Test
    void theSameEventFiftyTimesToTwoServersAtOnceMakesOneCallOneDraftAndOneTicket()
            throws Exception {
        try (TestPostgres postgres = TestPostgres.start();
                FakeNinjaOne fake = FakeNinjaOne.start(0, Options.strict(InstantSource.system()));
                FakeThreeCx pbx = FakeThreeCx.start(0)) {
            String url = url(postgres);
            String token = fake.newRefreshToken();
            try (TestServer one = server("one", fake, token, url);
                    TestServer two = server("two", fake, token, url)) {
                String report = report();
                try (var threads = Executors.newFixedThreadPool(2)) {
                    List<Future<List<Integer>>> told =
                            List.of(one, two).stream()
                                    .map(
                                            each ->
                                                    threads.submit(
                                                            () ->
                                                                    pbx.repeat(
                                                                            each.uri("/"),
                                                                            ConnectedServer
                                                                                    .PBX_SECRET,
                                                                            report,
                                                                            25,
                                                                            5)))
                                    .toList();
                    for (Future<List<Integer>> answers : told) {
                        assertThat(answers.get()).hasSize(25).allMatch(status -> status / 100 == 2);
                    }
                }
                String[] auth = ConnectedServer.auth(one);
                await().atMost(PATIENCE).until(() -> allSent(get(one, "/api/outbox", auth)));

                for (TestServer each : List.of(one, two)) {
                    assertThat(get(each, "/api/calls", auth).path("calls")).hasSize(1);
                    assertThat(get(each, "/api/drafts", auth).path("drafts")).hasSize(1);
                }
            }
            assertThat(fake.tickets()).hasSize(1);
            assertThat(fake.notes(fake.tickets().getFirst().id()))
                    .filteredOn(note -> note.entry().type() == LogEntry.Type.COMMENT)
                    .as("the facts of the call, and its time")
                    .hasSize(2);
        }
    }

    private TestServer server(String name, FakeNinjaOne fake, String token, String url) {
        return ConnectedServer.start(
                folder.resolve(name),
                fake,
                "DATABASE_URL",
                url,
                "NINJA_REFRESH_TOKEN",
                token,
                "SECRET_KEY",
                "a key both servers know, for tests only",
                "NINJA_ORGANIZATION_ID",
                "12",
                "NINJA_REQUESTS_PER_SECOND",
                "50",
                "COUNTDOWN_SECONDS",
                "0");
    }

    private static String url(TestPostgres postgres) throws Exception {
        var storage = (Settings.Storage.Postgres) postgres.emptyDatabase();
        return storage.jdbcUrl().replace("jdbc:postgresql://", "postgresql://postgres@");
    }

    private static String report() {
        return Journal.GUIDE.write(
                FinishedCall.incoming(
                        "1",
                        "0142685300",
                        "201",
                        Instant.now().minusSeconds(90),
                        Duration.ofSeconds(60)));
    }

    private static boolean allSent(JsonNode outbox) {
        JsonNode entries = outbox.path("entries");
        return !entries.isEmpty()
                && entries.valueStream()
                        .allMatch(entry -> entry.path("state").asString("").equals("sent"));
    }

    private static JsonNode get(TestServer server, String path, String... auth) {
        var answer = server.get(path, auth);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }
}
