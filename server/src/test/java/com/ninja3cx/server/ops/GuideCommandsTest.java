package com.ninja3cx.server.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.server.TestServer;
import com.ninja3cx.server.access.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The `curl` commands of the troubleshooting guide as they stand there, in a shell; only the
/// server's address and the key are put in.
class GuideCommandsTest {

    @TempDir private Path folder;
    private TestServer server;

    private record Answer(int status, String body) {
        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }
    }

    @BeforeEach
    void start() throws Exception {
        Assumptions.assumeTrue(shell("command -v curl").status() == 0, "curl is not installed");
        server = TestServer.start(folder);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static Answer shell(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), output);
    }

    private Answer run(String command) throws IOException, InterruptedException {
        String here = "http://127.0.0.1:" + server.port();
        String real =
                command.replace("https://votre-serveur.com", here)
                        .replace("https://localhost:3000", here)
                        .replaceFirst("^curl ", "curl -sS -w '\\\\n%{http_code}' ");
        Answer all = shell(real);
        assertThat(all.status()).as(all.body()).isZero();
        int end = all.body().lastIndexOf('\n');
        return new Answer(
                Integer.parseInt(all.body().substring(end + 1)), all.body().substring(0, end));
    }

    @Test
    void health() throws Exception {
        Answer answer = run("curl https://localhost:3000/health");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("status").asString()).isEqualTo("ok");
        assertThat(run("curl https://votre-serveur.com/health").status()).isEqualTo(200);
    }

    @Test
    void anAgentsKey() throws Exception {
        String command =
                """
                curl -H "Authorization: Bearer sk-your-api-key" \\
                     https://votre-serveur.com/api/health
                """;

        assertThat(run(command).status()).isEqualTo(401);
        assertThat(run(command.replace("sk-your-api-key", server.key(Scope.AGENT))).status())
                .isEqualTo(200);
    }

    @Test
    void aWebhookByHand() throws Exception {
        Answer answer =
                run(
                        """
                        curl -X POST https://votre-serveur.com/webhook/3cx/call-event \\
                          -H "Content-Type: application/json" \\
                          -d '{
                            "callId": "TEST-123",
                            "caller": "+33123456789",
                            "callee": "+33987654321",
                            "agentExt": "201",
                            "agentMail": "agent@company.com",
                            "direction": "Inbound",
                            "duration": "00:02:30",
                            "endUtc": "2025-07-16T14:30:00Z"
                          }'
                        """);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().get("trust").asString()).isEqualTo("TEST");
    }

    @Test
    void theAddressOfTheWebhookAnswers() throws Exception {
        Answer answer = run("curl -I https://votre-serveur.com/webhook/3cx/call-event");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.body()).containsIgnoringCase("allow: POST");
    }

    @Test
    void aTicketByHand() throws Exception {
        String command =
                """
                curl -X POST https://votre-serveur.com/api/tickets \\
                  -H "Authorization: Bearer YOUR_API_KEY" \\
                  -H "Content-Type: application/json" \\
                  -d '{
                    "boardId": 5,
                    "title": "Test ticket",
                    "description": "Test de création",
                    "priorityId": 2,
                    "statusId": 1
                  }'
                """;

        assertThat(run(command).status()).isEqualTo(401);
        Answer answer = run(command.replace("YOUR_API_KEY", server.key(Scope.TICKETS)));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().get("note").asString()).contains("NINJA_CLIENT_ID");
    }

    @Test
    void npmsCommandsLeadToTheLauncher() throws Exception {
        var root = JsonMapper.shared().readTree(Files.readString(Path.of("../package.json")));
        var server = JsonMapper.shared().readTree(Files.readString(Path.of("package.json")));

        assertThat(root.get("workspaces").get(0).asString()).isEqualTo("server");
        assertThat(root.get("scripts").get("build").asString()).isEqualTo("./ninja build");
        assertThat(server.get("scripts").get("setup:whisper").asString())
                .isEqualTo("../ninja setup whisper");
        assertThat(Path.of("../ninja")).isExecutable();
    }

    @Test
    void theConfigurationCanBePrinted() throws Exception {
        Assumptions.assumeTrue(shell("command -v node").status() == 0, "node is not installed");

        Answer printed =
                shell("cd .. && node -e \"console.log(require('./server/config/default.json'))\"");

        assertThat(printed.status()).isZero();
        assertThat(printed.body()).contains("PORT: 3000", "WHISPER_MODEL: 'base'");
    }
}
