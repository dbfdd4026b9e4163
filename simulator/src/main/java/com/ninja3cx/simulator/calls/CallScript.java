package com.ninja3cx.simulator.calls;

import com.ninja3cx.protocol.Channel;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The exact text of a call, as written in the JSON file beside its sound: `language`, and
/// `segments` with `speaker` (`agent`, `caller`), `start`, `end` (seconds), `text` and, where they
/// are known, `words` with `text`, `start` and `end`.
public record CallScript(String language, List<Turn> turns) {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private record Script(@Nullable String language, @Nullable List<Line> segments) {}

    private record Line(
            String speaker, double start, double end, String text, @Nullable List<Word> words) {}

    private record Word(String text, double start, double end) {}

    public CallScript {
        turns = List.copyOf(turns);
    }

    /// @throws IllegalArgumentException when it is no such JSON
    public static CallScript read(InputStream json) {
        try {
            Script script = MAPPER.readValue(json, Script.class);
            if (script.language == null || script.segments == null) {
                throw new IllegalArgumentException("language and segments are needed");
            }
            return new CallScript(
                    script.language, script.segments.stream().map(CallScript::turn).toList());
        } catch (JacksonException broken) {
            throw new IllegalArgumentException(broken.getOriginalMessage(), broken);
        }
    }

    /// What one side says in the whole call.
    public String text(Channel channel) {
        return turns.stream()
                .filter(turn -> turn.channel() == channel)
                .map(Turn::text)
                .collect(Collectors.joining(" "));
    }

    private static Turn turn(Line line) {
        return new Turn(
                line.speaker.equals("agent") ? Channel.MICROPHONE : Channel.SPEAKER,
                millis(line.start),
                millis(line.end),
                line.text,
                line.words == null
                        ? List.of()
                        : line.words.stream().map(CallScript::word).toList());
    }

    private static SpokenWord word(Word word) {
        return new SpokenWord(word.text, millis(word.start), millis(word.end));
    }

    private static long millis(double seconds) {
        return Math.round(seconds * 1_000);
    }
}
