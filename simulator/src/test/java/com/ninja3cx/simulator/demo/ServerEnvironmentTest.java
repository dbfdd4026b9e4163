package com.ninja3cx.simulator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.simulator.ninjaone.FakeNinjaOne;
import com.ninja3cx.simulator.ninjaone.Options;
import com.ninja3cx.simulator.threecx.FakeThreeCx;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerEnvironmentTest {

    @Test
    void noRealAccountOrDatabaseReachesTheDemonstration() throws Exception {
        Map<String, String> own =
                Map.of(
                        "PATH", "/bin",
                        "MODELS_DIR", "/models",
                        "WHISPER_THREADS", "2",
                        "NINJA_ORGANIZATION_ID", "99",
                        "NINJA_BASE_URL", "https://eu.ninjarmm.com",
                        "DATABASE_URL", "postgresql://real/db",
                        "REDIS_HOST", "real",
                        "TLS_CERT", "/etc/cert.pem");
        try (var ninja = FakeNinjaOne.start(0, Options.strict(InstantSource.system()));
                var pbx = FakeThreeCx.start(0)) {

            Map<String, String> variables =
                    ServerEnvironment.of(own, 3100, true, Path.of("/tmp/x"), ninja, pbx, "s")
                            .variables();

            assertThat(variables)
                    .containsEntry("PATH", "/bin")
                    .containsEntry("MODELS_DIR", "/models")
                    .containsEntry("WHISPER_THREADS", "2")
                    .containsEntry("NINJA_BASE_URL", ninja.baseUri().toString())
                    .containsEntry("PORT", "3100")
                    .doesNotContainKeys(
                            "NINJA_ORGANIZATION_ID", "DATABASE_URL", "REDIS_HOST", "TLS_CERT");
            assertThat(ninja.isLiveRefreshToken(variables.get("NINJA_REFRESH_TOKEN"))).isTrue();
        }
    }
}
