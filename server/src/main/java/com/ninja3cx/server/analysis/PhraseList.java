package com.ninja3cx.server.analysis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// The phrases of one word list, read from `analysis/<language>/<name>.txt`: one phrase a line, an
/// optional weight before it (1 if none), `#` starts a comment.
record PhraseList(List<Phrase> phrases) {
    static PhraseList load(Language language, String name) {
        return of(lines(language, name));
    }

    static PhraseList of(List<String> lines) {
        return new PhraseList(lines.stream().map(PhraseList::phrase).toList());
    }

    /// The lines of a list without comments and empty ones.
    static List<String> lines(Language language, String name) {
        String path = "/analysis/" + language.code() + "/" + name + ".txt";
        try (var in = Objects.requireNonNull(PhraseList.class.getResourceAsStream(path), path);
                var reader =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Phrase phrase(String line) {
        int space = line.indexOf(' ');
        if (space > 0 && line.substring(0, space).matches("\\d+")) {
            return Phrase.parse(
                    Integer.parseInt(line.substring(0, space)),
                    Word.plain(line.substring(space + 1)));
        }
        return Phrase.parse(1, Word.plain(line));
    }

    /// All matches, the heaviest first, none overlapping a heavier one; in order of place.
    List<Phrase.Match> matches(List<Word> words) {
        List<Phrase.Match> all = new ArrayList<>();
        for (var phrase : phrases) {
            all.addAll(phrase.matches(words));
        }
        all.sort(
                Comparator.comparingInt(Phrase.Match::weight)
                        .reversed()
                        .thenComparing(match -> match.start() - match.end())
                        .thenComparing(Phrase.Match::start));
        List<Phrase.Match> kept = new ArrayList<>();
        var taken = new BitSet(words.size());
        for (var match : all) {
            int next = taken.nextSetBit(match.start());
            if (next < 0 || next >= match.end()) {
                taken.set(match.start(), match.end());
                kept.add(match);
            }
        }
        kept.sort(Comparator.comparingInt(Phrase.Match::start));
        return kept;
    }

    boolean found(List<Word> words) {
        return phrases.stream().anyMatch(phrase -> !phrase.matches(words).isEmpty());
    }
}
