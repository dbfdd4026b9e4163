package com.ninja3cx.server.ticket.draft;

import com.ninja3cx.server.Sha256;
import com.ninja3cx.server.analysis.Language;
import com.ninja3cx.server.analysis.Masking;
import com.ninja3cx.server.analysis.Turn;
import com.ninja3cx.server.analysis.Voice;
import com.ninja3cx.server.transcript.Party;
import com.ninja3cx.server.transcript.Segment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// What was said, as text for a note: one line for each utterance with its time and voice, secrets
/// masked.
public record TranscriptText(String revision, List<Segment> segments) {

    /// Longest note in characters; a longer transcript becomes several notes.
    static final int LONGEST_NOTE = 30_000;

    List<Turn> turns() {
        return segments.stream()
                .map(
                        segment ->
                                new Turn(
                                        segment.channel() == Party.AGENT
                                                ? Voice.AGENT
                                                : Voice.CALLER,
                                        segment.startMillis(),
                                        segment.text()))
                .toList();
    }

    /// What a draft remembers to have been read.
    public String read() {
        return empty() && !revision.equals(Segment.REVISED) ? Draft.NO_WORDS : revision;
    }

    public boolean empty() {
        return segments.stream().allMatch(segment -> segment.text().isBlank());
    }

    /// Whether notes about it are in French; English otherwise.
    public boolean french() {
        return empty() || Language.of(turns()) == Language.FRENCH;
    }

    /// The whole text in parts that each fit into one note.
    public List<String> notes() {
        List<Turn> turns = turns();
        Language language = Language.of(turns);
        List<Turn> masked = new Masking(language).mask(turns);
        boolean french = language == Language.FRENCH;
        List<String> parts = new ArrayList<>();
        var part = new StringBuilder();
        for (int i = 0; i < masked.size(); i++) {
            if (masked.get(i).text().isBlank()) {
                continue;
            }
            String line =
                    "[%s] %s : %s\n"
                            .formatted(
                                    time(masked.get(i).startMillis()),
                                    speaker(segments.get(i).channel(), french),
                                    clean(masked.get(i).text()));
            if (part.length() + line.length() > LONGEST_NOTE && !part.isEmpty()) {
                parts.add(part.toString());
                part.setLength(0);
            }
            part.append(line);
        }
        if (!part.isEmpty()) {
            parts.add(part.toString());
        }
        String which = heading(french);
        List<String> notes = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            String counter = parts.size() == 1 ? "" : " (%d/%d)".formatted(i + 1, parts.size());
            notes.add(which + counter + "\n\n" + parts.get(i).strip());
        }
        return notes;
    }

    private String heading(boolean french) {
        boolean revised = revision.equals(Segment.REVISED);
        if (french) {
            return "Transcription de l'appel, version "
                    + (revised ? "relue" : "en direct")
                    + " ("
                    + revision
                    + ")";
        }
        return "Call transcript, "
                + (revised ? "second reading" : "as heard live")
                + " ("
                + revision
                + ")";
    }

    private static String speaker(Party party, boolean french) {
        return switch (party) {
            case AGENT -> french ? "Technicien" : "Technician";
            case CALLER -> french ? "Appelant" : "Caller";
            case BOTH -> "Conversation";
        };
    }

    private static String time(long millis) {
        long seconds = millis / 1000;
        return seconds < 3600
                ? "%02d:%02d".formatted(seconds / 60, seconds % 60)
                : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    /// Without control characters and line breaks.
    public static String clean(String text) {
        return text.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "").strip();
    }

    /// Changes when any word does.
    public String hash() {
        var digest = Sha256.digest();
        digest.update(revision.getBytes(StandardCharsets.UTF_8));
        for (Segment segment : segments) {
            digest.update(
                    (segment.channel() + segment.text() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 12);
    }
}
