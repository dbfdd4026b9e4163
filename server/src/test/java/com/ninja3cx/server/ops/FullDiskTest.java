package com.ninja3cx.server.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.server.SmallDisk;
import com.ninja3cx.server.TestServer;
import com.ninja3cx.server.access.Scope;
import com.ninja3cx.server.cli.SetupCommand;
import com.ninja3cx.server.cli.SetupWhisperCommand;
import com.ninja3cx.server.cli.Shell;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Real disks that are really full.
class FullDiskTest {

    @TempDir private Path folder;

    private static String event(int number) {
        return """
               {"callId":"%d","caller":"01426853%02d","agentExt":"2%02d","duration":"00:00:30",
                "endUtc":"2026-03-01T10:%02d:00Z","status":"Answered"}
               """
                .formatted(number, number, number, number);
    }

    @Test
    void aWebhookThatCannotBeStoredIsRefusedAndComesAgain() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 16_000);
                TestServer server = TestServer.start(disk.folder(), "WEBHOOK_SECRET", "hush")) {
            String key = "Bearer " + server.key(Scope.READ);
            assertThat(post(server, 1).status()).isEqualTo(201);

            disk.fill();
            int number = 2;
            TestServer.Answer refused = post(server, number);
            while (refused.status() == 201 && number < 50) {
                // What is left of a page in use takes the first ones.
                number++;
                refused = post(server, number);
            }

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.json().get("code").asString()).isEqualTo("storage_full");
            assertThat(refused.response().headers().firstValue("Content-Type"))
                    .hasValue("application/problem+json");
            assertThat(refused.response().headers().firstValue("Retry-After")).isPresent();
            assertThat(calls(server, key)).isEqualTo(number - 1);

            disk.makeRoom();
            assertThat(post(server, number).status()).isEqualTo(201);
            assertThat(calls(server, key)).isEqualTo(number);
            server.restart();
            assertThat(calls(server, key)).isEqualTo(number);
            server.withDatabase(
                    handle ->
                            assertThat(
                                            handle.createQuery("PRAGMA integrity_check")
                                                    .mapTo(String.class)
                                                    .one())
                                    .isEqualTo("ok"));
        }
    }

    private static TestServer.Answer post(TestServer server, int number) {
        return server.post("/webhook/3cx/call-event", event(number), "X-Webhook-Secret", "hush");
    }

    private static int calls(TestServer server, String key) {
        TestServer.Answer answer = server.get("/api/calls", "Authorization", key);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().get("calls").size();
    }

    @Test
    void aModelThatHasNoRoomIsSaidSoAndLeavesNothingBehind() throws Exception {
        HttpServer hub =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        exchange.sendResponseHeaders(200, 75_000_000);
                        if (!exchange.getRequestMethod().equals("HEAD")) {
                            exchange.getResponseBody().write(new byte[75_000_000]);
                        }
                    } catch (IOException gone) {
                        exchange.close();
                    }
                });
        hub.start();
        var err = new ByteArrayOutputStream();
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("models"), 8_000)) {
            var shell =
                    new Shell(
                            Map.of(
                                    "MODEL_HUB",
                                    "http://127.0.0.1:" + hub.getAddress().getPort(),
                                    "MODEL_VAD_URL",
                                    "http://127.0.0.1:" + hub.getAddress().getPort() + "/vad",
                                    "MODELS_DIR",
                                    disk.folder().toString()),
                            folder,
                            new PrintStream(new ByteArrayOutputStream()),
                            new PrintStream(err, true, StandardCharsets.UTF_8));

            int exit =
                    new CommandLine(new SetupCommand())
                            .addSubcommand(new SetupWhisperCommand(shell))
                            .setCaseInsensitiveEnumValuesAllowed(true)
                            .execute("whisper", "--model", "tiny", "--source", "official");

            assertThat(exit).isEqualTo(5);
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .contains(disk.folder().toString())
                    .containsAnyOf("plein", "full");
            try (var files = Files.walk(disk.folder())) {
                assertThat(files.filter(Files::isRegularFile).mapToLong(FullDiskTest::size).sum())
                        .isLessThan(1_000_000);
            }
        } finally {
            hub.stop(0);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            return 0;
        }
    }
}
