package com.ninja3cx.server.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ninja3cx.server.TestServer;
import com.ninja3cx.server.access.Scope;
import com.ninja3cx.simulator.threecx.FakeThreeCx;
import com.ninja3cx.simulator.threecx.RecordingFault;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RecordingTest {

    @TempDir private Path folder;
    private FakeThreeCx pbx;
    private TestServer server;
    private String key;

    @BeforeEach
    void start() throws IOException {
        pbx = FakeThreeCx.start(0);
        server =
                TestServer.start(
                        folder,
                        "RECORDING_HOSTS",
                        pbx.baseUri().getAuthority(),
                        "WEBHOOK_SECRET",
                        "hush-hush");
        key = "Bearer " + server.key(Scope.READ);
    }

    @AfterEach
    void stop() {
        server.close();
        pbx.close();
    }

    /// Two seconds of a tone, one loudness for each channel.
    private static byte[] wav(double... levels) {
        int rate = 8_000;
        int frames = rate * 2;
        ByteBuffer wav =
                ByteBuffer.allocate(44 + frames * levels.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(wav.capacity() - 8);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16).putShort((short) 1);
        wav.putShort((short) levels.length).putInt(rate).putInt(rate * 2 * levels.length);
        wav.putShort((short) (2 * levels.length)).putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(frames * 2 * levels.length);
        for (int i = 0; i < frames; i++) {
            for (double level : levels) {
                wav.putShort((short) (level * 32_000 * Math.sin(i * 0.35)));
            }
        }
        return wav.array();
    }

    private String report(URI recording) {
        return report(recording.toString(), "hush-hush");
    }

    private String report(String recording, String secret) {
        String body =
                """
                {"callId":"31","caller":"0142685300","agentExt":"201","duration":"00:00:02",
                 "endUtc":"2026-03-01T10:00:00Z","wav":"%s"}
                """
                        .formatted(recording);
        return server.post("/webhook/3cx/call-event", body, "X-Webhook-Secret", secret)
                .json()
                .path("call")
                .asString("");
    }

    private JsonNode call(String id) {
        return server.get("/api/calls/" + id, "Authorization", key).json();
    }

    private String transcript(String id, String format) {
        return server.get(
                        "/api/calls/" + id + "/transcript?format=" + format,
                        "Authorization",
                        key,
                        "Accept-Language",
                        "en")
                .body();
    }

    private JsonNode awaitState(String id, String state) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () ->
                                assertThat(call(id).get("transcriptState").asString())
                                        .isEqualTo(state));
        return call(id);
    }

    private String reason(String id) {
        return awaitState(id, "FAILED").get("transcriptReason").get("english").asString();
    }

    @Test
    void theRecordingOfACallThatNoAgentStreamedBecomesItsText() {
        String id = report(pbx.record("a.wav", wav(0.5, 0.25)));

        awaitState(id, "DONE");
        assertThat(transcript(id, "text"))
                .contains("[00:00] Technician: 2000 ms max0.4")
                .contains("[00:00] Caller: 2000 ms max0.2");
        assertThat(transcript(id, "vtt"))
                .startsWith("WEBVTT\n\n00:00:00.000 --> 00:00:02.000\n<v Technician>2000 ms");
    }

    @Test
    void theTextAsJsonHasItsWordsWithTimesAndConfidence() {
        String id = report(pbx.record("a.wav", wav(0.5)));

        awaitState(id, "DONE");
        JsonNode words =
                server.get("/api/calls/" + id + "/transcript", "Authorization", key)
                        .json()
                        .at("/segments/0/words");
        assertThat(words).hasSize(3);
        assertThat(words.get(1).toString())
                .isEqualTo(
                        """
                        {"text":"ms","startMillis":666,"endMillis":1332,"confidence":0.875}""");
    }

    @Test
    void aRecordingWithOneChannelIsNobodysAlone() {
        String id = report(pbx.record("a.wav", wav(0.5)));

        awaitState(id, "DONE");
        assertThat(transcript(id, "text")).startsWith("[00:00] Call: 2000 ms");
    }

    @Test
    void aRedirectToAnAllowedHostIsFollowed() {
        URI real = pbx.record("real.wav", wav(0.5));
        String id = report(pbx.record("moved.wav", new byte[0], new RecordingFault.Redirect(real)));

        awaitState(id, "DONE");
    }

    @Test
    void aRedirectElsewhereIsNotFollowed() throws IOException {
        try (FakeThreeCx other = FakeThreeCx.start(0)) {
            URI foreign = other.record("secret.wav", wav(0.5));
            String id =
                    report(
                            pbx.record(
                                    "moved.wav",
                                    new byte[0],
                                    new RecordingFault.Redirect(foreign)));

            assertThat(reason(id)).contains("is not allowed for recordings");
            assertThat(other.fetched()).isEmpty();
        }
    }

    @Test
    void hostsThatAreNotConfiguredAreNeverAsked() throws IOException {
        try (FakeThreeCx other = FakeThreeCx.start(0)) {
            String id = report(other.record("a.wav", wav(0.5)));

            assertThat(reason(id)).contains("RECORDING_HOSTS");
            assertThat(other.fetched()).isEmpty();
        }
    }

    @Test
    void addressesThatCannotBeFetchedAreSaidSo() {
        assertThat(reason(report("file:///etc/passwd", "hush-hush"))).contains("http(s)");
    }

    @Test
    void anUnverifiedCallFetchesNothing() {
        String url = pbx.record("a.wav", wav(0.5)).toString();
        server.post(
                "/webhook/3cx/call-event",
                "{\"callId\":\"30\",\"caller\":\"0142685300\",\"wav\":\"%s\"}".formatted(url),
                "X-Forwarded-For",
                "203.0.113.9");
        String trusted = report(pbx.record("b.wav", wav(0.5)).toString(), "hush-hush");

        awaitState(trusted, "DONE");
        assertThat(pbx.fetched()).containsOnly("b.wav");
    }

    @Test
    void aRecordingThatIsNotThereIsSaidSoAndStillTakenLater() {
        URI late = URI.create(pbx.baseUri() + "/recordings/late.wav");
        String id = report(late);
        assertThat(reason(id)).contains("HTTP 404");

        pbx.record("late.wav", wav(0.5));

        awaitState(id, "DONE");
    }

    @Test
    void aLoginPageIsNoRecording() {
        String id = report(pbx.record("a.wav", wav(0.5), new RecordingFault.HtmlPage()));

        assertThat(reason(id)).contains("asks for a login");
    }

    @Test
    void soundThatIsNoneIsSaidSo() {
        String id =
                report(
                        pbx.record(
                                "a.wav", "not sound".repeat(500).getBytes(StandardCharsets.UTF_8)));

        assertThat(reason(id)).startsWith("The recording is no recording that can be read");
    }

    @Test
    void anEmptyRecordingIsSaidSo() {
        String id = report(pbx.record("a.wav", new byte[0]));

        assertThat(reason(id)).contains("empty");
    }

    @Test
    void aRestartForgetsNoRecording() {
        String id = report(URI.create(pbx.baseUri() + "/recordings/late.wav"));
        server.restart();
        pbx.record("late.wav", wav(0.5));

        awaitState(id, "DONE");
    }
}
