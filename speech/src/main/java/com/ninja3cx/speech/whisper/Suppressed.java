package com.ninja3cx.speech.whisper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tokens that are never chosen: signs that stand for no speech (brackets, notes of music …) and
/// special tokens without a place in a text.
///
/// @param always never chosen
/// @param first not chosen as first token either (a lone space, the end)
record Suppressed(List<Integer> always, List<Integer> first) {

    private static final String SIGNS = "\"#()*+/:;<=>@[\\]^_`{|}~「」『』";
    private static final String GROUPS =
            "<< >> <<< >>> -- --- -( -[ (' (\" (( )) ((( ))) [[ ]] {{ }} ♪♪ ♪♪♪";
    private static final String NOTES = "♩♪♫♬♭♮♯";

    /// As subtitles hide a rude word ("f***"): nobody says stars, and a word that was not heard
    /// well is no rude one.
    private static final String HIDING = "** *** **** *****";

    /// As written in the model's `config.json`, or else derived from the vocabulary; and what hides
    /// words, which neither has.
    static Suppressed of(Path configJson, Tokenizer tokenizer, SpecialTokens special) {
        Suppressed published = published(configJson, tokenizer, special);
        var always = new TreeSet<>(published.always);
        for (String stars : HIDING.split(" ")) {
            addIfOneToken(tokenizer, stars, always);
        }
        return new Suppressed(List.copyOf(always), published.first);
    }

    private static Suppressed published(
            Path configJson, Tokenizer tokenizer, SpecialTokens special) {
        if (Files.exists(configJson)) {
            var root = JsonMapper.shared().readTree(configJson.toFile());
            if (root.has("suppress_ids") && root.has("suppress_ids_begin")) {
                return new Suppressed(
                        numbers(root.path("suppress_ids")),
                        numbers(root.path("suppress_ids_begin")));
            }
        }
        return derived(tokenizer, special);
    }

    /// The rule by which the authors of Whisper chose them.
    static Suppressed derived(Tokenizer tokenizer, SpecialTokens special) {
        var always = new TreeSet<Integer>();
        // Hyphens and apostrophes may open a text only if no space comes before.
        always.add(tokenizer.encode(" -").getFirst());
        always.add(tokenizer.encode(" '").getFirst());
        for (String sign : split(SIGNS)) {
            addIfOneToken(tokenizer, sign, always);
        }
        for (String group : List.of(GROUPS.split(" "))) {
            addIfOneToken(tokenizer, group, always);
        }
        for (String note : split(NOTES)) {
            always.add(tokenizer.encode(note).getFirst());
            always.add(tokenizer.encode(" " + note).getFirst());
        }
        always.addAll(
                List.of(
                        special.startOfTranscript(),
                        special.translate(),
                        special.transcribe(),
                        special.startOfLanguageModel(),
                        special.startOfPrevious(),
                        special.noSpeech()));
        var first = new ArrayList<>(tokenizer.encode(" "));
        first.add(special.endOfText());
        return new Suppressed(List.copyOf(always), List.copyOf(first));
    }

    private static void addIfOneToken(
            Tokenizer tokenizer, String sign, Collection<Integer> tokens) {
        for (String text : List.of(sign, " " + sign)) {
            var encoded = tokenizer.encode(text);
            if (encoded.size() == 1) {
                tokens.add(encoded.getFirst());
            }
        }
    }

    private static List<String> split(String characters) {
        return characters.codePoints().mapToObj(Character::toString).toList();
    }

    private static List<Integer> numbers(JsonNode array) {
        var numbers = new ArrayList<Integer>();
        array.forEach(number -> numbers.add(number.asInt()));
        return List.copyOf(numbers);
    }
}
