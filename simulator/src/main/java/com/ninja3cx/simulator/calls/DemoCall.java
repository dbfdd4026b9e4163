package com.ninja3cx.simulator.calls;

import com.ninja3cx.protocol.Channel;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
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

    private static final JsonMapper MAPPER = JsonMapper.shared();

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
            CallScript read = CallScript.read(script);
            Map<String, Caller> known = MAPPER.readValue(callers, new TypeReference<>() {});
            @Nullable Caller caller = known.get(name);
            if (caller == null) {
                throw new IllegalStateException("callers.json lacks " + name);
            }
            return new DemoCall(name, read.language(), read.turns(), caller);
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
        return new CallScript(language, turns).text(channel);
    }

    private static InputStream resource(String name) throws IOException {
        InputStream found = DemoCall.class.getResourceAsStream(FOLDER + name);
        if (found == null) {
            throw new FileNotFoundException(FOLDER + name);
        }
        return found;
    }
}
