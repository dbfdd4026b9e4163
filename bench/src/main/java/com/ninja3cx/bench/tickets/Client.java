package com.ninja3cx.bench.tickets;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Talks to a server that may die at any moment.
final class Client implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String webhookSecret;

    Client(String webhookSecret) {
        this.webhookSecret = webhookSecret;
    }

    /// The server's name for the call; empty when it did not answer 2xx.
    Optional<String> tell(Node.Door door, ToldCall call) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(door.address().resolve("/webhook/3cx/call-event"))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .header("X-Webhook-Secret", webhookSecret)
                        .POST(HttpRequest.BodyPublishers.ofString(call.body()))
                        .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() / 100 == 2
                    ? Optional.of(JSON.readTree(answer.body()).path("call").asString())
                    : Optional.empty();
        } catch (IOException dead) {
            return Optional.empty();
        }
    }

    JsonNode get(Node.Door door, String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(door.address().resolve(path))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + door.key())
                        .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
