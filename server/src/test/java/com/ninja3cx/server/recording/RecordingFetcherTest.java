package com.ninja3cx.server.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.simulator.threecx.FakeThreeCx;
import com.ninja3cx.simulator.threecx.RecordingFault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingFetcherTest {

    @TempDir private Path folder;
    private FakeThreeCx pbx;

    @BeforeEach
    void start() throws IOException {
        pbx = FakeThreeCx.start(0);
    }

    @AfterEach
    void stop() {
        pbx.close();
    }

    private static AllowedHosts allowing(String url, String... hosts) {
        return new AllowedHosts(
                new Settings.ThreeCx(
                        url == null ? null : URI.create(url), null, null, null, List.of(hosts)));
    }

    private Fetched fetch(URI uri, RecordingFetcher.Limits limits) throws InterruptedException {
        try (var fetcher = new RecordingFetcher(allowing(pbx.baseUri().toString()), limits)) {
            return fetcher.fetch(uri.toString(), folder.resolve("recording"));
        }
    }

    private static RecordingFetcher.Limits limits(long bytes, long millis, long grace) {
        return new RecordingFetcher.Limits(
                bytes,
                Duration.ofMillis(millis),
                Duration.ofSeconds(5),
                2_000,
                Duration.ofMillis(grace));
    }

    @Test
    void aBodyThatNeverEndsStopsAtTheLimitOfSize() throws Exception {
        URI endless = pbx.record("a.wav", new byte[100], new RecordingFault.NeverEnds());

        assertThat(fetch(endless, limits(1_000_000, 60_000, 60_000)))
                .isInstanceOf(Fetched.Never.class)
                .extracting(each -> ((Fetched.Never) each).why().english())
                .isEqualTo("The recording is larger than 1 MB.");
    }

    @Test
    void aBodyThatNeverEndsStopsAtTheLimitOfTime() throws Exception {
        URI endless = pbx.record("a.wav", new byte[100], new RecordingFault.NeverEnds());

        assertThat(fetch(endless, limits(1L << 40, 300, 60_000))).isInstanceOf(Fetched.Never.class);
    }

    @Test
    void aBodyThatTricklesIsGivenUp() throws Exception {
        URI slow = pbx.record("a.wav", new byte[100_000], new RecordingFault.Slow(100));

        assertThat(fetch(slow, limits(1L << 40, 60_000, 300))).isInstanceOf(Fetched.Never.class);
    }

    @Test
    void aConnectionThatBreaksMayBeTriedAgain() throws Exception {
        URI cut = pbx.record("a.wav", new byte[100_000], new RecordingFault.Truncated(500));

        assertThat(fetch(cut, limits(1L << 40, 60_000, 60_000))).isInstanceOf(Fetched.NotNow.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest",
                "http://localhost:9/x",
                "http://pbx.example.com.evil.test/x",
                "http://0.0.0.0/x"
            })
    void onlyConfiguredHostsAreAllowed(String address) throws Exception {
        AllowedHosts hosts = allowing(null, "pbx.example.com", "0.0.0.0", "169.254.169.254");

        assertThat(hosts.allows(hosts.resolve(address).orElseThrow())).isFalse();
    }

    @Test
    void pathsAreCompletedWithTheAddressOfThePbx() {
        assertThat(allowing("https://pbx.example.com:5001").resolve("/rec/a b.wav"))
                .hasValue(URI.create("https://pbx.example.com:5001/rec/a%20b.wav"));
        assertThat(allowing(null).resolve("/rec/a.wav")).isEmpty();
        assertThat(allowing(null).resolve("http://user:pw@pbx.example.com/a.wav")).isEmpty();
        assertThat(allowing(null).resolve("ftp://pbx.example.com/a.wav")).isEmpty();
    }

    @Test
    void aPortThatWasConfiguredIsTheOnlyOne() throws Exception {
        AllowedHosts hosts = allowing(null, "127.0.0.1:8080");

        assertThat(hosts.allows(URI.create("http://127.0.0.1:8080/a"))).isTrue();
        assertThat(hosts.allows(URI.create("http://127.0.0.1:6379/a"))).isFalse();
    }
}
