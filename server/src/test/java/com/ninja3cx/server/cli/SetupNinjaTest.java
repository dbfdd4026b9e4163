package com.ninja3cx.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.server.TestServer;
import com.ninja3cx.server.access.Scope;
import com.ninja3cx.simulator.ninjaone.App;
import com.ninja3cx.simulator.ninjaone.FakeNinjaOne;
import com.ninja3cx.simulator.ninjaone.Options;
import java.io.ByteArrayOutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// `setup ninja` as a person uses it: reads what is printed, opens the address, comes back.
class SetupNinjaTest {

    private static final Pattern ADDRESS = Pattern.compile("http://\\S+/ws/oauth/authorize\\?\\S+");

    @TempDir Path folder;
    private int port;
    private FakeNinjaOne fake;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private PipedOutputStream keyboard;
    private final Map<String, String> env = new HashMap<>();

    @BeforeEach
    void start() throws Exception {
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        fake =
                FakeNinjaOne.start(
                        0,
                        Options.strict(InstantSource.system())
                                .withApps(
                                        App.web(
                                                Options.CLIENT_ID,
                                                Options.CLIENT_SECRET,
                                                back(),
                                                "https://calls.example/oauth/callback")));
        env.put("DATA_DIR", folder.resolve("data").toString());
        env.put("PORT", Integer.toString(port));
        env.put("NINJA_BASE_URL", fake.baseUri().toString());
        env.put("NINJA_CLIENT_ID", Options.CLIENT_ID);
        env.put("NINJA_CLIENT_SECRET", Options.CLIENT_SECRET);
        env.put("NINJA_TIMEOUT_SECONDS", "5");
        env.put("NINJA_BOARD_ID", "2");
        env.put("NINJA_ORGANIZATION_ID", "1");
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void theCommandReceivesTheBrowserItself() throws Exception {
        CompletableFuture<Integer> status = run();
        HttpResponse<String> page = follow(address());

        assertThat(page.uri().toString()).startsWith(back());
        assertThat(page.body()).contains("3CX-Ninja", "terminal");
        assertThat(status.get(30, TimeUnit.SECONDS)).isZero();
        assertThat(output()).contains("✓", "Tous les tickets", "offline_access");
        assertThat(output()).doesNotContain(Options.CLIENT_SECRET);
    }

    @Test
    void theReturnAddressMayBePastedWhereNothingAnswersIt() throws Exception {
        CompletableFuture<Integer> status =
                run("--redirect", "https://calls.example/oauth/callback");
        String back = location(address());
        type("hello");
        Awaitility.await().until(() -> output().contains("code="));
        assertThat(status).isNotDone();
        type(back);

        assertThat(status.get(30, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void besideARunningServerTheServerReceivesTheBrowserAndUsesTheToken() throws Exception {
        String[] settings =
                env.entrySet().stream()
                        .flatMap(
                                each ->
                                        Arrays.stream(
                                                new String[] {each.getKey(), each.getValue()}))
                        .toArray(String[]::new);
        try (TestServer server = TestServer.start(folder, settings)) {
            CompletableFuture<Integer> status = run();
            HttpResponse<String> page = follow(address());

            assertThat(page.body()).contains("3CX-Ninja Realtime");
            assertThat(status.get(30, TimeUnit.SECONDS)).isZero();
            Awaitility.await()
                    .until(
                            () ->
                                    server.get("/health")
                                            .json()
                                            .path("ninjaone")
                                            .path("state")
                                            .asString()
                                            .equals("ok"));
            assertThat(
                            server.get(
                                            "/api/admin/ninjaone",
                                            "Authorization",
                                            "Bearer " + server.key(Scope.ADMIN))
                                    .json()
                                    .path("authorisation")
                                    .asString())
                    .isEqualTo("technician");
        }
    }

    @Test
    void aWrongNumberEndsTheCheckWithOne() throws Exception {
        env.put("NINJA_REFRESH_TOKEN", fake.newRefreshToken());
        assertThat(run("--check").get(30, TimeUnit.SECONDS)).isZero();

        env.put("NINJA_BOARD_ID", "77");
        assertThat(run("--check").get(30, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(output()).contains("✗ NINJA_BOARD_ID=77");
        assertThat(fake.tickets()).isEmpty();
    }

    @Test
    void anApplicationThatIsNotKnownIsToldBeforeAnybodyOpensABrowser() throws Exception {
        env.put("NINJA_CLIENT_ID", "of another region");

        assertThat(run().get(30, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(output()).contains("NINJA_BASE_URL").doesNotContain("/ws/oauth/authorize");
    }

    @Test
    void aReturnAddressThatIsNotRegisteredIsToldBeforeAnybodyOpensABrowser() throws Exception {
        assertThat(run("--redirect", back() + "/").get(30, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(output()).contains("404", back() + "/");
    }

    @Test
    void withoutSettingsItSaysWhichLinesToAdd() throws Exception {
        env.remove("NINJA_CLIENT_ID");

        assertThat(run().get(30, TimeUnit.SECONDS)).isEqualTo(78);
        assertThat(output()).contains("NINJA_CLIENT_ID=…", back());
    }

    private String back() {
        return "http://localhost:" + port + "/oauth/callback";
    }

    private CompletableFuture<Integer> run(String... arguments) throws Exception {
        keyboard = new PipedOutputStream();
        var out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        var command =
                new SetupNinjaCommand(
                        new Shell(env, folder, out, out),
                        new PipedInputStream(keyboard),
                        InstantSource.system(),
                        new SecureRandom());
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--no-browser";
        var status = new CompletableFuture<Integer>();
        Thread.ofPlatform()
                .daemon()
                .start(() -> status.complete(new CommandLine(command).execute(all)));
        return status;
    }

    private String address() {
        return Awaitility.await()
                .until(
                        () -> {
                            Matcher found = ADDRESS.matcher(output());
                            return found.find() ? found.group() : "";
                        },
                        each -> !each.isEmpty());
    }

    private void type(String line) throws Exception {
        keyboard.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
    }

    private String output() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> follow(String address) throws Exception {
        try (var http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.ALWAYS)
                        .build()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(address)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String location(String address) throws Exception {
        try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(address)).build(),
                            HttpResponse.BodyHandlers.discarding())
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
        }
    }
}
