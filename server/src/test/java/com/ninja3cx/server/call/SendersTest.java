package com.ninja3cx.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.server.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whom the server believes without a secret.
class SendersTest {

    private static final String EVENT =
            "{\"callId\":\"9\",\"caller\":\"0142685300\",\"agentExt\":\"201\"}";

    @TempDir private Path folder;

    /// How an event from this machine is taken.
    private String trust(String[] settings, String... headers) {
        try (TestServer server = TestServer.start(folder, settings)) {
            return server.post("/webhook/3cx/call-event", EVENT, headers)
                    .json()
                    .get("trust")
                    .asString();
        }
    }

    @Test
    void aPbxCalledLocalhostMakesNoProgramOfThisMachineTrusted() {
        assertThat(trust(new String[] {"THREECX_URL", "https://localhost:5001"}))
                .isEqualTo("UNVERIFIED");
    }

    @Test
    void anAddressOfThisMachineThatTheSettingsNameIsTrusted() {
        assertThat(trust(new String[] {"RECORDING_HOSTS", "127.0.0.1:5001"})).isEqualTo("TRUSTED");
    }

    @Test
    void whereASecretIsSetAnAddressOfThisMachineIsNotEnough() {
        String[] settings = {"RECORDING_HOSTS", "127.0.0.1", "WEBHOOK_SECRET", "hush-hush"};

        assertThat(trust(settings)).isEqualTo("UNVERIFIED");
        assertThat(trust(settings, "X-Webhook-Secret", "hush-hush")).isEqualTo("TRUSTED");
    }

    @Test
    void anotherMachineIsTrustedByItsAddress() {
        String[] settings = {"THREECX_URL", "https://198.51.100.7:5001"};

        assertThat(trust(settings, "X-Forwarded-For", "198.51.100.7")).isEqualTo("TRUSTED");
    }

    @Test
    void aStrangerIsNot() {
        String[] settings = {"THREECX_URL", "https://198.51.100.7:5001"};

        assertThat(trust(settings, "X-Forwarded-For", "198.51.100.8")).isEqualTo("UNVERIFIED");
    }
}
