package com.ninja3cx.simulator.calls;

import com.ninja3cx.protocol.Channel;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A spoken help-desk call with its exact text. The sound comes from a voice synthesiser (see
/// NOTICE), two channels, technician first.
public record DemoCall(String name, String language, List<Turn> turns, Caller caller) {

    private static final String FOLDER = "/demo-calls/";
    private static final List<String> NAMES =
            List.of(
                    "fr-imprimante",
                    "fr-vpn",
                    "fr-panne-serveur",
                    "fr-messagerie-courte",
                    "en-email");

    private static final JsonMapper MAPPER =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private record Script(String language, List<Line> segments) {}

    private record Line(String speaker, double start, double end, String text) {}

    public DemoCall {
        turns = List.copyOf(turns);
    }

    public static List<String> names() {
        return NAMES;
    }

    /// @throws IllegalArgumentException when there is no such call
    public static DemoCall named(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException(
                    "no call is named %s, only %s".formatted(name, String.join(", ", NAMES)));
        }
        try (InputStream script = resource(name + ".json");
                InputStream callers = resource("callers.json")) {
            Script read = MAPPER.readValue(script, Script.class);
            Map<String, Caller> known = MAPPER.readValue(callers, new TypeReference<>() {});
            @Nullable Caller caller = known.get(name);
            if (caller == null) {
                throw new IllegalStateException("callers.json lacks " + name);
            }
            return new DemoCall(name, read.language, turns(read), caller);
        } catch (IOException broken) {
            throw new IllegalStateException("the call " + name + " cannot be read", broken);
        }
    }

    /// The FLAC file, two channels of 16 kHz.
    public InputStream audio() throws IOException {
        return resource(name + ".flac");
    }

    /// What one side says in the whole call.
    public String text(Channel channel) {
        return turns.stream()
                .filter(turn -> turn.channel() == channel)
                .map(Turn::text)
                .collect(Collectors.joining(" "));
    }

    private static List<Turn> turns(Script script) {
        return script.segments.stream()
                .map(
                        line ->
                                new Turn(
                                        line.speaker.equals("agent")
                                                ? Channel.MICROPHONE
                                                : Channel.SPEAKER,
                                        Math.round(line.start * 1_000),
                                        Math.round(line.end * 1_000),
                                        line.text))
                .toList();
    }

    private static InputStream resource(String name) throws IOException {
        InputStream found = DemoCall.class.getResourceAsStream(FOLDER + name);
        if (found == null) {
            throw new FileNotFoundException(FOLDER + name);
        }
        return found;
    }
}
