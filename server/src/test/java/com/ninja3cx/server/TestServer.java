package com.ninja3cx.server;

import com.ninja3cx.server.access.Scope;
import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.speech.Speech;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The real server on a free port, with its data in a folder of the test's. Can be stopped and
/// started again on the same data.
public final class TestServer implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, String> env;
    private final InstantSource clock;
    private final HttpClient http = HttpClient.newHttpClient();
    private App app;
    private EchoSpeech speech;

    private TestServer(Map<String, String> env, InstantSource clock) {
        this.env = env;
        this.clock = clock;
    }

    public static TestServer start(Path folder, String... settings) {
        return start(folder, InstantSource.system(), settings);
    }

    /// `settings` are names and values in turn.
    public static TestServer start(Path folder, InstantSource clock, String... settings) {
        var env = new HashMap<String, String>();
        env.put("PORT", "0");
        env.put("BIND_ADDRESS", "127.0.0.1");
        env.put("DATA_DIR", folder.resolve("data").toString());
        for (int i = 0; i < settings.length; i += 2) {
            env.put(settings[i], settings[i + 1]);
        }
        var server = new TestServer(env, clock);
        server.start();
        return server;
    }

    public void start() {
        try {
            Settings read = Settings.load(env, Path.of(env.get("DATA_DIR")));
            app = App.start(read, new Outside(clock, new SecureRandom(), this::speech));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Speech speech(Settings.Whisper settings) {
        speech = new EchoSpeech();
        return speech;
    }

    /// The engine of this start of the server.
    public EchoSpeech speech() {
        return Objects.requireNonNull(speech);
    }

    public void restart() {
        app.close();
        start();
    }

    public App app() {
        return app;
    }

    /// Reaches past the server into its rows.
    public void withDatabase(Consumer<Handle> work) {
        app.database()
                .write(
                        handle -> {
                            work.accept(handle);
                            return null;
                        });
    }

    public int port() {
        return app.port();
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    public String key(Scope... scopes) {
        return key(null, scopes);
    }

    public String key(String extension, Scope... scopes) {
        Set<Scope> set = EnumSet.noneOf(Scope.class);
        set.addAll(Arrays.asList(scopes));
        return app.apiKeys().create("test key", set, extension).secret();
    }

    /// An answer, its body also as JSON where it is some.
    public record Answer(int status, String body, HttpResponse<String> response) {

        public JsonNode json() {
            return JSON.readTree(body);
        }
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    public Answer post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    public Answer send(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(uri(path));
        if (body != null && !Arrays.asList(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        request.method(
                method,
                body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body));
        try {
            HttpResponse<String> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        app.close();
        http.close();
    }
}
