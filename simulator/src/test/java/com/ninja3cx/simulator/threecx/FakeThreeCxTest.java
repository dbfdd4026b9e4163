package com.ninja3cx.simulator.threecx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FakeThreeCxTest {

    private static final FinishedCall CALL =
            FinishedCall.incoming(
                    "1264",
                    "+33142685300",
                    "201",
                    Instant.parse("2026-11-22T09:00:00Z"),
                    Duration.ofSeconds(150));

    private final byte[] wav = new byte[100_000];
    private FakeThreeCx pbx;

    @BeforeEach
    void start() throws Exception {
        pbx = FakeThreeCx.start(0);
    }

    @AfterEach
    void stop() {
        pbx.close();
    }

    @Test
    void theGuidesTemplateIsFilledCompletely() {
        assertThat(Journal.GUIDE.fields(CALL).keySet())
                .containsExactly(
                        "callId",
                        "caller",
                        "callee",
                        "agentExt",
                        "agentMail",
                        "direction",
                        "duration",
                        "wav",
                        "endUtc",
                        "startTime",
                        "status");
        assertThat(Journal.GUIDE.fields(CALL))
                .containsEntry("duration", "00:02:30")
                .containsEntry("endUtc", "2026-11-22T09:02:30Z");
    }

    @Test
    void realInstallationsWriteOtherwise() {
        assertThat(Journal.WITHOUT_CALL_ID.fields(CALL)).doesNotContainKey("callId");
        assertThat(Journal.LITERAL_VARIABLES.write(CALL)).contains("\"[CallID]\"");
        assertThat(Journal.EMPTY_STRINGS.fields(CALL)).containsEntry("duration", "150");
        assertThat(Journal.AUSTRIAN_TIMES.fields(CALL))
                .containsEntry("endUtc", "22.11.2026 09:02:30");
        assertThat(Journal.AMERICAN_TIMES.fields(CALL))
                .containsEntry("startTime", "11/22/2026 09:00:00");
    }

    @Test
    void aRecordingIsServedAndItsFetchingRemembered() throws Exception {
        HttpResponse<byte[]> reply = fetch(pbx.record("a.wav", wav));

        assertThat(reply.body()).isEqualTo(wav);
        assertThat(pbx.fetched()).containsExactly("a.wav");
    }

    @Test
    void aRecordingMayBeMissingOrAPageOrElsewhere() throws Exception {
        URI elsewhere = pbx.record("b.wav", wav);

        assertThat(fetch(pbx.record("1", wav, new RecordingFault.NotFound())).statusCode())
                .isEqualTo(404);
        assertThat(new String(fetch(pbx.record("2", wav, new RecordingFault.HtmlPage())).body()))
                .startsWith("<html>");
        HttpResponse<byte[]> redirect =
                fetch(pbx.record("3", wav, new RecordingFault.Redirect(elsewhere)));
        assertThat(redirect.headers().firstValue("Location")).contains(elsewhere.toString());
    }

    @Test
    void aRecordingMayBreakOffOrCrawlOrNeverEnd() throws Exception {
        URI truncated = pbx.record("4", wav, new RecordingFault.Truncated(1_000));
        assertThatThrownBy(() -> fetch(truncated)).isInstanceOf(IOException.class);

        long before = System.nanoTime();
        fetch(pbx.record("5", wav, new RecordingFault.Slow(400_000)));
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isGreaterThan(Duration.ofMillis(150));

        URI endless = pbx.record("6", wav, new RecordingFault.NeverEnds());
        try (var stream =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(endless).build(),
                                HttpResponse.BodyHandlers.ofInputStream())
                        .body()) {
            assertThat(stream.readNBytes(500_000)).hasSize(500_000);
        }
    }

    private static HttpResponse<byte[]> fetch(URI address) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build(),
                        HttpResponse.BodyHandlers.ofByteArray());
    }
}
