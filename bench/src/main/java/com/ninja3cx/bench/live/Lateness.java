package com.ninja3cx.bench.live;

import com.ninja3cx.bench.measure.Percentiles;
import com.ninja3cx.bench.measure.Rounded;
import java.util.Collection;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Why words that were heard right showed when they did. Shares are 0 to 1, times milliseconds.
///
/// @param firstRight share of the words of which the first thing in their place was the word itself
/// @param mendedAfterMs of the others: from that first thing to the word
/// @param firstLookMs from the end of a word to the first text that was read from all of its sound
/// @param all every word, by cause
/// @param latest the twentieth of the words that came latest, by cause
public record Lateness(
        @Nullable Double firstRight,
        Percentiles mendedAfterMs,
        Percentiles firstLookMs,
        Causes all,
        Causes latest) {

    private static final int LATEST = 20;

    /// @param look it showed in the first text that was read from all of its sound
    /// @param misread that text had another word in its place
    /// @param unread that text had nothing in its place
    /// @param takenBack that text had it, and a later one took it back for a while
    public record Causes(Part look, Part misread, Part unread, Part takenBack) {}

    /// @param share of the words that are told of
    /// @param lagMs from the end of a word to the moment at which it showed for good
    public record Part(int words, @Nullable Double share, Percentiles lagMs) {}

    static Lateness of(Collection<WordStory> words) {
        List<WordStory> latest =
                words.stream()
                        .sorted((a, b) -> Long.compare(b.lagMillis(), a.lagMillis()))
                        .limit((words.size() + LATEST - 1) / LATEST)
                        .toList();
        List<WordStory> mended = words.stream().filter(word -> !word.firstRight()).toList();
        return new Lateness(
                share(words.size() - mended.size(), words.size()),
                percentiles(mended, WordStory::mendedAfterMillis),
                percentiles(words, WordStory::lookAfterMillis),
                causes(words),
                causes(latest));
    }

    private static Causes causes(Collection<WordStory> words) {
        return new Causes(
                part(words, WordStory.Cause.LOOK),
                part(words, WordStory.Cause.MISREAD),
                part(words, WordStory.Cause.UNREAD),
                part(words, WordStory.Cause.TAKEN_BACK));
    }

    private static Part part(Collection<WordStory> words, WordStory.Cause cause) {
        List<WordStory> part = words.stream().filter(word -> word.cause() == cause).toList();
        return new Part(
                part.size(),
                share(part.size(), words.size()),
                percentiles(part, WordStory::lagMillis));
    }

    private static Percentiles percentiles(
            Collection<WordStory> words, ToLongFunction<WordStory> value) {
        return Percentiles.of(words.stream().map(value::applyAsLong).toList());
    }

    private static @Nullable Double share(int part, int all) {
        return all == 0 ? null : Rounded.to(3, (double) part / all);
    }
}
