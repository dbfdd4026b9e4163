package com.ninja3cx.server.analysis;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Cuts a title out of a sentence: from the start of the clause that holds the cue to the end of
/// the sentence, or, in a text without punctuation, to where the next thing begins.
final class Title {
    /// Longest title in characters.
    static final int MOST = 120;

    private static final int COMFORTABLE = 100;
    private static final int LONG_LEAD = 7;

    private final Lexicon lexicon;
    private final Categories categories;
    private final Introduction introduction;
    private final Set<String> pronouns;
    private final Set<String> third;
    private final Set<String> determiners;
    private final Set<String> linking;
    private final Set<String> relative;
    private final Set<String> trailing;

    Title(Lexicon lexicon, Categories categories) {
        this.lexicon = lexicon;
        this.categories = categories;
        introduction = new Introduction(lexicon);
        pronouns = lexicon.subjectWords("pronoun");
        third = lexicon.subjectWords("third");
        determiners = lexicon.subjectWords("determiner");
        linking = lexicon.subjectWords("linking");
        relative = lexicon.subjectWords("relative");
        trailing = lexicon.subjectWords("trailing");
    }

    /// The fragment around a cue, or nothing where less than two words are left. Of a request such
    /// as « pourriez-vous créer » the polite words in front go too.
    Optional<String> around(Sentence sentence, Phrase.Match cue, boolean request) {
        int from = start(sentence, cue, request ? cue.end() : cue.start());
        int to = end(sentence, from, cue);
        while (to > cue.end() && trailing.contains(sentence.words().get(to - 1).plain())) {
            to--;
        }
        return to - from < 2 ? Optional.empty() : Optional.of(finish(sentence.between(from, to)));
    }

    private int start(Sentence sentence, Phrase.Match cue, int strippable) {
        List<Word> words = sentence.words();
        int clause = cue.start();
        while (clause > 0 && !words.get(clause).breakBefore()) {
            clause--;
        }
        int from = afterConnector(words, clause, cue.start());
        from = stripped(sentence, from, strippable);
        if (cue.start() - from > LONG_LEAD) {
            from = subject(words, from, cue.start());
        }
        if (third.contains(words.get(from).plain()) && from > 0) {
            int wider = stripped(sentence, Math.max(0, from - 10), from);
            if (categories.mentions(words.subList(wider, from))) {
                return wider;
            }
        }
        return from;
    }

    /// The sentence from where it says something, at full length.
    String bare(Sentence sentence) {
        int size = sentence.words().size();
        int from = stripped(sentence, 0, size);
        return from == size
                ? sentence.text()
                : capital(sentence.text().substring(sentence.words().get(from).start()));
    }

    /// The whole sentence without greetings and introduction in front.
    String whole(Sentence sentence) {
        int size = sentence.words().size();
        return finish(sentence.between(stripped(sentence, 0, size), size));
    }

    /// After the last word such as « mais » before the cue.
    private int afterConnector(List<Word> words, int from, int cue) {
        int start = from;
        for (var connector : lexicon.connectors.matches(words)) {
            if (connector.start() >= from && connector.end() <= cue + 1) {
                int last = connector.end() - 1;
                boolean startsWithAnd =
                        pronouns.contains(words.get(last).plain())
                                || third.contains(words.get(last).plain());
                start = Math.max(start, Math.min(cue, startsWithAnd ? last : connector.end()));
            }
        }
        return start;
    }

    /// Without greetings, « je vous appelle parce que » and "this is David from sales" in front.
    int stripped(Sentence sentence, int from, int cue) {
        List<Word> words = sentence.words();
        int start = from;
        while (start < cue) {
            int at = start;
            List<Word> rest = words.subList(at, cue);
            int taken = introduction.at(sentence, at, cue).map(intro -> intro.end() - at).orElse(0);
            for (var phrase : lexicon.openers.phrases()) {
                for (var match : phrase.matches(rest)) {
                    taken = match.start() == 0 ? Math.max(taken, match.end()) : taken;
                }
            }
            boolean needed =
                    start + taken < words.size()
                            && linking.contains(words.get(start + taken).plain())
                            && !relative.contains(words.get(start + taken).plain());
            if (taken == 0 || needed) {
                break;
            }
            start += taken;
        }
        return start;
    }

    /// Nearest place left of the cue where its subject can start.
    private int subject(List<Word> words, int from, int cue) {
        for (int at = cue; at > from; at--) {
            String word = words.get(at).plain();
            String before = words.get(at - 1).plain();
            boolean starts =
                    pronouns.contains(word)
                            || third.contains(word)
                            || determiners.contains(word)
                            || (at < cue
                                    && categories.isProduct(words.get(at))
                                    && !determiners.contains(before));
            if (starts
                    && !linking.contains(before)
                    && !pronouns.contains(before)
                    && !determiners.contains(before)) {
                return at;
            }
        }
        return from;
    }

    private int end(Sentence sentence, int from, Phrase.Match cue) {
        List<Word> words = sentence.words();
        int to = words.size();
        if (sentence.between(from, to).length() <= COMFORTABLE && punctuated(sentence)) {
            return to;
        }
        List<Phrase.Match> stops = lexicon.stops.matches(words);
        int cut = Math.min(to, cue.end() + 18);
        for (var stop : stops) {
            boolean dependent =
                    stop.start() > 0 && relative.contains(words.get(stop.start() - 1).plain());
            if (stop.start() > cue.end()
                    && stop.start() < cut
                    && !dependent
                    && !words.get(stop.start() - 1).plain().equals("ne")) {
                cut = stop.start();
            }
        }
        for (int at = cue.end() + 1; at < cut; at++) {
            if (words.get(at).breakBefore() && at - from >= 4) {
                cut = at;
            }
        }
        return cut;
    }

    /// Recognised text with capitals and a full stop ends its sentences itself; a bare string of
    /// words does not.
    private static boolean punctuated(Sentence sentence) {
        return sentence.text().matches("(?s).*[.!?…]$") || sentence.words().size() <= 9;
    }

    static String prefixed(String thing, String title) {
        boolean ordinary = title.length() > 1 && Character.isLowerCase(title.charAt(1));
        String rest =
                ordinary
                        ? title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1)
                        : title;
        return finish(capital(thing) + " : " + rest);
    }

    /// First letter capital, no end punctuation, cut at a word within [#MOST] characters.
    static String finish(String text) {
        String clean =
                text.replaceAll("\\s+", " ")
                        .replaceAll("[\\p{Cntrl}]", "")
                        .strip()
                        .replaceAll("[\\s.,;:!?…-]+$", "");
        if (clean.length() > MOST) {
            int space = clean.lastIndexOf(' ', MOST - 1);
            clean =
                    clean.substring(0, space > MOST / 2 ? space : MOST - 1)
                                    .replaceAll("[\\s.,;:!?…-]+$", "")
                            + "…";
        }
        if (clean.lastIndexOf('[') > clean.lastIndexOf(']')) {
            clean += "]";
        }
        return clean.isEmpty() ? clean : capital(clean);
    }

    static String capital(String text) {
        int first = text.offsetByCodePoints(0, 1);
        return text.substring(0, first).toUpperCase(Locale.ROOT) + text.substring(first);
    }
}
