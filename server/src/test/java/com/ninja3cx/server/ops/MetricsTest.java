package com.ninja3cx.server.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.server.TestServer;
import com.ninja3cx.server.access.Scope;
import com.ninja3cx.speech.Speech.Load;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {

    private static final Load LATE =
            new Load(16, 9, 9_500, 31_000, 120, 4, 900, 700, 1, 110, 100, 6, 2_300, 0.98);

    @TempDir Path folder;
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void measurementsAreOnlyForThoseWhoMayRead() {
        assertThat(server.get("/metrics").status()).isEqualTo(401);
        assertThat(metrics(Scope.AGENT).status()).isEqualTo(403);
        assertThat(metrics(Scope.READ).status()).isEqualTo(200);
    }

    @Test
    void everyLineIsOneThatPrometheusReads() {
        TestServer.Answer answer = metrics(Scope.READ);

        assertThat(answer.response().headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(answer.body().lines())
                .allMatch(
                        line ->
                                line.matches("# (HELP|TYPE) ninja3cx_[a-z_]+ .+")
                                        || line.matches("ninja3cx_[a-z_]+ [-0-9.E]+"));
    }

    @Test
    void aMachineThatHearsMoreThanItCanReadSaysSo() {
        assertThat(server.get("/health").json().get("speech").has("behindSeconds")).isFalse();

        server.speech().busy(LATE);

        assertThat(metrics(Scope.READ).body())
                .contains(
                        "\nninja3cx_speech_behind_seconds 9.5\n",
                        "\nninja3cx_speech_lag_seconds 31.0\n",
                        "\nninja3cx_speech_finals_waiting 9.0\n",
                        "\nninja3cx_speech_partials_replaced_total 700\n",
                        "\nninja3cx_speech_dropped_total 4\n",
                        "\nninja3cx_speech_partial_interval_seconds 2.3\n");
        assertThat(server.get("/health").json().get("speech").get("behindSeconds").asInt())
                .isEqualTo(9);
    }

    private TestServer.Answer metrics(Scope scope) {
        return server.get("/metrics", "Authorization", "Bearer " + server.key(scope));
    }
}
