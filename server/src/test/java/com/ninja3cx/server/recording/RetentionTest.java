package com.ninja3cx.server.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ninja3cx.server.ManualClock;
import com.ninja3cx.server.TestServer;
import com.ninja3cx.server.access.Scope;
import com.ninja3cx.simulator.calls.CallSound;
import com.ninja3cx.simulator.threecx.FakeThreeCx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What is kept for how long, by the clock of the server. Its sweeps begin with each start.
class RetentionTest {

    @TempDir private Path folder;
    private final ManualClock clock = new ManualClock(Instant.now().toString());
    private FakeThreeCx pbx;

    @BeforeEach
    void start() throws IOException {
        pbx = FakeThreeCx.start(0);
    }

    @AfterEach
    void stop() {
        pbx.close();
    }

    private TestServer server(String... more) {
        String[] common = {
            "RECORDING_HOSTS", pbx.baseUri().getAuthority(), "WEBHOOK_SECRET", "hush-hush"
        };
        String[] all = Arrays.copyOf(common, common.length + more.length);
        System.arraycopy(more, 0, all, common.length, more.length);
        return TestServer.start(folder, clock, all);
    }

    private String recordedCall(TestServer server, String key) {
        return recordedCall(server, key, 31);
    }

    private String recordedCall(TestServer server, String key, int number) {
        var tone = new short[16_000];
        Arrays.fill(tone, (short) 9_000);
        String url = pbx.record("a.wav", new CallSound(8_000, tone, tone).wav()).toString();
        String body =
                """
                {"callId":"%d","caller":"01426853%02d","agentExt":"2%02d","duration":"00:00:02",
                 "endUtc":"%s","wav":"%s"}
                """
                        .formatted(number, number, number, clock.instant(), url);
        String id =
                server.post("/webhook/3cx/call-event", body, "X-Webhook-Secret", "hush-hush")
                        .json()
                        .get("call")
                        .asString();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> state(call(server, key, id)).equals("DONE"));
        return id;
    }

    private static JsonNode call(TestServer server, String key, String id) {
        return server.get("/api/calls/" + id, "Authorization", key).json();
    }

    private static String state(JsonNode call) {
        return call.get("transcriptState").asString();
    }

    private static TestServer.Answer transcript(TestServer server, String key, String id) {
        return server.get("/api/calls/" + id + "/transcript", "Authorization", key);
    }

    private void later(TestServer server, Duration by) {
        clock.advance(by);
        server.restart();
    }

    @Test
    void soundStaysADayAndTextNinetyDaysAndTheCallSaysSo() {
        try (TestServer server = server()) {
            String key = "Bearer " + server.key(Scope.READ);
            String id = recordedCall(server, key);
            Path sound = folder.resolve("data/audio").resolve(id);

            later(server, Duration.ofHours(23));
            assertThat(sound).isNotEmptyDirectory();
            assertThat(call(server, key, id).get("audioRemovedAt").isNull()).isTrue();

            later(server, Duration.ofHours(2));
            await().untilAsserted(() -> assertThat(sound).doesNotExist());
            await().until(() -> !call(server, key, id).get("audioRemovedAt").isNull());
            assertThat(Instant.parse(call(server, key, id).get("audioRemovedAt").asString()))
                    .isEqualTo(clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MILLIS));
            assertThat(transcript(server, key, id).body()).contains("2000 ms");

            later(server, Duration.ofDays(88));
            assertThat(transcript(server, key, id).status()).isEqualTo(200);

            later(server, Duration.ofDays(2));
            await().until(() -> state(call(server, key, id)).equals("REMOVED"));
            TestServer.Answer gone = transcript(server, key, id);
            assertThat(gone.status()).isEqualTo(410);
            assertThat(gone.json().get("code").asString()).isEqualTo("transcript_removed");
            assertThat(gone.json().get("detail").asString()).contains("90 jours");
            assertThat(server.get("/api/calls", "Authorization", key).body()).contains(id);
            server.withDatabase(
                    handle ->
                            assertThat(
                                            handle.createQuery("SELECT COUNT(*) FROM segments")
                                                    .mapTo(Integer.class)
                                                    .one())
                                    .isZero());
        }
    }

    @Test
    void daysAndHoursAreSettings() {
        try (TestServer server =
                server("TRANSCRIPT_RETENTION_DAYS", "2", "AUDIO_RETENTION_HOURS", "72")) {
            String key = "Bearer " + server.key(Scope.READ);
            String id = recordedCall(server, key);

            later(server, Duration.ofHours(49));

            await().until(() -> state(call(server, key, id)).equals("REMOVED"));
            assertThat(folder.resolve("data/audio").resolve(id)).isNotEmptyDirectory();
        }
    }

    @Test
    void noSoundIsKeptWhereNoneIsWanted() {
        try (TestServer server = server("AUDIO_RETENTION_HOURS", "0")) {
            String key = "Bearer " + server.key(Scope.READ);
            String id = recordedCall(server, key);

            later(server, Duration.ofMinutes(2));

            await().untilAsserted(
                            () ->
                                    assertThat(folder.resolve("data/audio").resolve(id))
                                            .doesNotExist());
            assertThat(transcript(server, key, id).body()).contains("2000 ms");
        }
    }

    @Test
    void soundThatIsNotYetTextStaysHoweverOld() {
        try (TestServer server = server()) {
            String key = "Bearer " + server.key(Scope.READ);
            String id = recordedCall(server, key);
            String other = recordedCall(server, key, 32);
            server.withDatabase(
                    handle ->
                            handle.execute(
                                    "UPDATE calls SET transcript_state = 'LIVE' WHERE id = ?", id));

            later(server, Duration.ofDays(3));

            await().untilAsserted(
                            () ->
                                    assertThat(folder.resolve("data/audio").resolve(other))
                                            .doesNotExist());
            later(server, Duration.ofSeconds(1));
            assertThat(folder.resolve("data/audio").resolve(id)).isNotEmptyDirectory();
        }
    }
}
