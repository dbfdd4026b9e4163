package com.ninja3cx.simulator.demo;

import com.ninja3cx.protocol.Channel;
import com.ninja3cx.simulator.calls.DemoCall;
import com.ninja3cx.simulator.ninjaone.Note;
import com.ninja3cx.simulator.score.WordErrorRate;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The words of a call as they stand in a ticket: lines with a time, who speaks and what they said,
/// in a note or in a text file beside it.
public final class SentTranscript {

    private static final Pattern LINE =
            Pattern.compile(
                    "^\\s*\\[?(?:\\d{1,2}:)?\\d{1,2}:\\d{2}(?:[.,]\\d+)?\\]?\\s*[-–—]?\\s*"
                            + "(?<who>[^:\\]]{2,60}?)\\s*:\\s*(?<text>\\S.*)$");
    private static final Pattern TAG = Pattern.compile("<[^>]+>");

    private final Map<Channel, String> texts;

    private SentTranscript(Map<Channel, String> texts) {
        this.texts = texts;
    }

    /// The note with the most lines of speech; empty when no note has any.
    ///
    /// @param caller how the far end may be called besides « Appelant » and the like
    public static Optional<SentTranscript> in(List<Note> notes, String caller) {
        Map<Channel, String> best = Map.of();
        int most = 0;
        for (String text : texts(notes)) {
            var found = new EnumMap<Channel, StringBuilder>(Channel.class);
            int lines = 0;
            for (String line : text.split("\\R|<br\\s*/?>|</p>|</li>|</div>")) {
                Matcher matcher = LINE.matcher(TAG.matcher(line).replaceAll(""));
                Channel channel = matcher.matches() ? speaker(matcher.group("who"), caller) : null;
                if (channel != null) {
                    found.computeIfAbsent(channel, ignored -> new StringBuilder())
                            .append(matcher.group("text"))
                            .append(' ');
                    lines++;
                }
            }
            if (lines > most) {
                most = lines;
                best = new EnumMap<>(Channel.class);
                for (var side : found.entrySet()) {
                    best.put(side.getKey(), side.getValue().toString().strip());
                }
            }
        }
        return most == 0 ? Optional.empty() : Optional.of(new SentTranscript(best));
    }

    public String text(Channel channel) {
        return texts.getOrDefault(channel, "");
    }

    public WordErrorRate score(DemoCall call) {
        WordErrorRate sum = WordErrorRate.NOTHING;
        for (Channel channel : Channel.values()) {
            sum = sum.plus(WordErrorRate.of(call.text(channel), text(channel)));
        }
        return sum;
    }

    private static List<String> texts(List<Note> notes) {
        var texts = new ArrayList<String>();
        for (Note note : notes) {
            if (note.entry().body() != null) {
                texts.add(note.entry().body());
            }
            if (note.entry().htmlBody() != null) {
                texts.add(note.entry().htmlBody());
            }
            for (Note.Attachment file : note.files()) {
                if (file.contentType().startsWith("text/")) {
                    texts.add(new String(file.content(), StandardCharsets.UTF_8));
                }
            }
        }
        return texts;
    }

    private static @Nullable Channel speaker(String who, String caller) {
        String plain = who.toLowerCase(Locale.ROOT).strip();
        if (plain.startsWith("techn") || plain.startsWith("agent")) {
            return Channel.MICROPHONE;
        }
        boolean far =
                plain.startsWith("appelant")
                        || plain.startsWith("client")
                        || plain.startsWith("correspondant")
                        || plain.startsWith("caller")
                        || plain.startsWith("customer")
                        || plain.startsWith(caller.toLowerCase(Locale.ROOT));
        return far ? Channel.SPEAKER : null;
    }
}
