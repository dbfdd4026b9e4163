package com.ninja3cx.speech.file;

import com.ninja3cx.speech.RecognizerEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A recording as text.
///
/// @param language of most of the speech; empty when nobody spoke
/// @param warning what was wrong with the recording although it could be read; null = nothing
/// @param partials words shown while they were spoken, for a live reading; null = none was made
public record Transcription(
        String language,
        String model,
        List<Segment> segments,
        @Nullable List<Glimpse> partials,
        Stats stats,
        @Nullable String warning) {

    public Transcription {
        segments = List.copyOf(segments);
    }

    /// A piece of text and its place.
    ///
    /// @param channel `agent` and `caller` for two channels, `mono` for one
    /// @param start seconds from the beginning
    /// @param confidence 0 to 1
    /// @param words with their places; empty when they are not known
    /// @param finalLatencyMs live only: from the end of the speech to the final text
    public record Segment(
            String channel,
            double start,
            double end,
            String text,
            double confidence,
            String language,
            @Nullable Long finalLatencyMs,
            List<Word> words) {}

    /// A word and its place in seconds from the beginning.
    public record Word(String text, double start, double end, double confidence) {}

    static List<Word> words(List<RecognizerEvent.Word> words) {
        return words.stream()
                .map(
                        word ->
                                new Word(
                                        word.text(),
                                        word.startMillis() / 1000.0,
                                        word.endMillis() / 1000.0,
                                        word.confidence()))
                .toList();
    }

    /// Words shown while somebody spoke.
    ///
    /// @param audioSeconds how far the sound was read for them
    /// @param lagMs how old that sound was when they were shown
    public record Glimpse(String channel, double audioSeconds, String text, long lagMs) {}

    /// What the reading cost.
    ///
    /// @param cpuSeconds of this process, FFmpeg not counted
    public record Stats(
            double audioSeconds, double wallSeconds, double cpuSeconds, long peakRssMb) {}

    /// The language in which most text is; empty for none.
    static String mostSpoken(List<Segment> segments) {
        var letters = new java.util.TreeMap<String, Integer>();
        for (Segment segment : segments) {
            letters.merge(segment.language(), segment.text().length(), Integer::sum);
        }
        return letters.entrySet().stream()
                .max(java.util.Map.Entry.comparingByValue())
                .map(java.util.Map.Entry::getKey)
                .orElse("");
    }

    /// How channel `index` of `count` is called.
    static String channelName(int index, int count) {
        if (count == 1) {
            return "mono";
        }
        return switch (index) {
            case 0 -> "agent";
            case 1 -> "caller";
            default -> "channel" + (index + 1);
        };
    }
}
