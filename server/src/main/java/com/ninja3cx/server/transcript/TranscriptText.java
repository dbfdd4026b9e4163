package com.ninja3cx.server.transcript;

import com.ninja3cx.server.i18n.Words;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The forms in which a transcript is handed out.
public final class TranscriptText {

    private TranscriptText() {}

    /// `[00:12] Technicien : Bonjour` lines.
    public static String plain(List<Segment> segments, Locale locale) {
        return segments.stream()
                .map(
                        each ->
                                "[%s] %s%s %s\n"
                                        .formatted(
                                                clock(each.startMillis()),
                                                speaker(each.channel()).in(locale),
                                                locale.getLanguage().equals("en") ? ":" : " :",
                                                each.text()))
                .collect(Collectors.joining());
    }

    /// WebVTT with a voice for each party.
    public static String vtt(List<Segment> segments, Locale locale) {
        return segments.stream()
                .map(
                        each ->
                                "%s --> %s\n<v %s>%s\n"
                                        .formatted(
                                                cue(each.startMillis()),
                                                cue(
                                                        Math.max(
                                                                each.endMillis(),
                                                                each.startMillis() + 1)),
                                                speaker(each.channel()).in(locale),
                                                escape(each.text())))
                .collect(Collectors.joining("\n", "WEBVTT\n\n", ""));
    }

    /// Who speaks, for people.
    public static Words speaker(Party party) {
        return switch (party) {
            case AGENT -> new Words("Technicien", "Technician");
            case CALLER -> new Words("Correspondant", "Caller");
            case BOTH -> new Words("Appel", "Call");
        };
    }

    private static String clock(long millis) {
        long seconds = millis / 1000;
        return seconds >= 3600
                ? "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60)
                : "%02d:%02d".formatted(seconds / 60, seconds % 60);
    }

    private static String cue(long millis) {
        return "%02d:%02d:%02d.%03d"
                .formatted(
                        millis / 3_600_000,
                        millis / 60_000 % 60,
                        millis / 1000 % 60,
                        millis % 1000);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
