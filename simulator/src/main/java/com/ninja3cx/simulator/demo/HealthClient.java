package com.ninja3cx.simulator.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks a server that may not have started yet how it is.
final class HealthClient implements AutoCloseable {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final HttpRequest request;

    /// @param language of what it says
    HealthClient(URI server, Language language) {
        this.request =
                HttpRequest.newBuilder(server.resolve("/health"))
                        .header("Accept-Language", language.locale().getLanguage())
                        .timeout(Duration.ofSeconds(5))
                        .build();
    }

    /// The speech engine as `/health` describes it.
    record SpeechState(String state, String detail) {

        boolean ready() {
            return state.equals("ready");
        }

        boolean failed() {
            return state.equals("failed");
        }
    }

    /// Empty as long as nobody answers.
    Optional<SpeechState> speech() throws InterruptedException {
        try {
            JsonNode speech =
                    MAPPER.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body())
                            .path("speech");
            return Optional.of(
                    new SpeechState(
                            speech.path("state").asString(""), speech.path("detail").asString("")));
        } catch (IOException | JacksonException notYet) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
