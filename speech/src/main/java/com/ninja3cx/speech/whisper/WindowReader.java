package com.ninja3cx.speech.whisper;

import com.ninja3cx.speech.onnx.AttentionHead;
import com.ninja3cx.speech.onnx.Encoded;
import com.ninja3cx.speech.onnx.WhisperSessions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// Reads excerpts: spectrogram, encoder, decoder, and further tries where a reading looks wrong.
///
/// Everything done for an excerpt depends on it alone. Thread-safe.
final class WindowReader {

    private static final List<Double> TEMPERATURES = List.of(0.2, 0.4, 0.6, 0.8, 1.0);
    private static final int SAMPLED_TRAILS = 5;
    private static final int MOST_NEW_TOKENS = 224;
    private static final int MOST_PROMPT_TOKENS = 223;
    private static final int MOST_GUESSED = 64;

    /// Limits of a batch: rows of the decoder, and memory for its view of the sound.
    private static final int MOST_ROWS = 16;

    private static final long MOST_SOUND_BYTES = 128 << 20;

    private final WhisperSessions sessions;
    private final Tokenizer tokenizer;
    private final SpecialTokens special;
    private final TokenRules rules;
    private final LogMel spectrogram;
    private final Alignment alignment;
    private final LongFunction<? extends RandomGenerator> randoms;
    private final RecentSounds recent = new RecentSounds();

    WindowReader(
            WhisperSessions sessions,
            Tokenizer tokenizer,
            SpecialTokens special,
            Suppressed suppressed,
            List<AttentionHead> heads,
            LongFunction<? extends RandomGenerator> randoms) {
        this.sessions = sessions;
        this.tokenizer = tokenizer;
        this.special = special;
        this.rules = new TokenRules(special, suppressed, sessions.dimensions().vocabulary());
        this.spectrogram = new LogMel(sessions.dimensions().melBins());
        this.alignment = new Alignment(sessions, special, heads);
        this.randoms = randoms;
    }

    /// An excerpt with the encoder's view of it and the best reading so far.
    private static final class Attempt {
        private final Excerpt excerpt;
        private Encoded audio;
        private boolean full;
        private final List<Reading> readings = new ArrayList<>();

        private Attempt(Excerpt excerpt, Encoded audio) {
            this.excerpt = excerpt;
            this.audio = audio;
            this.full = excerpt.options().leastSeconds() >= Ear.FULL_SECONDS;
        }

        private Reading last() {
            return readings.getLast();
        }

        /// The last one if it is good, else the most probable of those that do not repeat.
        private Reading chosen() {
            if (!last().doubtful()) {
                return last();
            }
            var sane = readings.stream().filter(reading -> !reading.repeats()).toList();
            return (sane.isEmpty() ? readings : sane)
                    .stream()
                            .max(Comparator.comparingDouble(Reading::averageLogProbability))
                            .orElseThrow();
        }
    }

    /// For one call.
    Ear ear(Runnable betweenSteps) {
        return new Ear(sessions, spectrogram, recent, betweenSteps);
    }

    /// Reads each excerpt; the result has the same order.
    List<Reading> read(List<Excerpt> excerpts, Ear ear) {
        var attempts =
                excerpts.stream()
                        .map(e -> new Attempt(e, hear(e, e.options().leastSeconds(), ear)))
                        .toList();
        read(attempts, 0, ear);
        var again =
                attempts.stream()
                        .filter(attempt -> attempt.last().repeats() && !attempt.full)
                        .toList();
        for (var attempt : again) {
            attempt.audio = hear(attempt.excerpt, Ear.FULL_SECONDS, ear);
            attempt.full = true;
        }
        read(again, 0, ear);
        Predicate<Attempt> doubtful =
                attempt ->
                        attempt.excerpt.options().temperatureFallback()
                                // Such a text is another try itself.
                                && !attempt.excerpt.goesOn()
                                && attempt.last().doubtful();
        for (double temperature : TEMPERATURES) {
            read(attempts.stream().filter(doubtful).toList(), temperature, ear);
        }
        return attempts.stream().map(Attempt::chosen).toList();
    }

    private void read(List<Attempt> attempts, double temperature, Ear ear) {
        var jobs = new IdentityHashMap<Attempt, Job>();
        attempts.forEach(attempt -> jobs.put(attempt, job(attempt, temperature)));
        for (var batch : batches(attempts.stream().map(jobs::get).toList())) {
            try (var decoder = new BatchDecoder(sessions, rules, special, alignment, batch)) {
                decoder.run(ear::breathe);
            }
        }
        for (var attempt : attempts) {
            var job = jobs.get(attempt);
            if (job != null) {
                attempt.readings.add(Reading.of(job, tokenizer, attempt.excerpt.seconds()));
            }
        }
    }

    /// Sound that is put together for one reading is never asked for again.
    private static Encoded hear(Excerpt excerpt, double leastSeconds, Ear ear) {
        return excerpt.goesOn()
                ? ear.hearOnce(excerpt.sound(), leastSeconds)
                : ear.hear(excerpt.samples(), leastSeconds);
    }

    private Job job(Attempt attempt, double temperature) {
        var excerpt = attempt.excerpt;
        var prompt = new ArrayList<Integer>();
        if (!excerpt.prompt().isBlank()) {
            var said = tokenizer.encode(" " + excerpt.prompt().strip());
            prompt.add(special.startOfPrevious());
            prompt.addAll(said.subList(Math.max(0, said.size() - MOST_PROMPT_TOKENS), said.size()));
        }
        int start = prompt.size();
        prompt.add(special.startOfTranscript());
        if (special.multilingual()) {
            prompt.add(special.language(excerpt.language()).orElseThrow());
            prompt.add(special.transcribe());
        }
        if (!excerpt.options().timestamps()) {
            prompt.add(special.noTimestamps());
        }
        if (excerpt.goesOn()) {
            prompt.addAll(tokenizer.encode(" " + excerpt.begun().text().strip()));
        }
        int room = sessions.dimensions().textPositions() - prompt.size();
        // One more than the guard allows: enough to see that the text goes on for too long.
        int sensible = (int) Repetition.mostTokens(excerpt.seconds()) + 1;
        int most = Math.min(Math.min(MOST_NEW_TOKENS, room), sensible);
        int end = special.endOfText();
        var search =
                temperature == 0
                        ? new BeamSearch(excerpt.options().beamSize(), end, most)
                        : new Sampling(
                                SAMPLED_TRAILS,
                                temperature,
                                end,
                                most,
                                randoms.apply(excerpt.seed() * 31 + Math.round(temperature * 10)));
        // A reading that went round in circles is not to be led there again.
        var guess = attempt.readings.isEmpty() ? guess(excerpt, most - 1) : List.<Integer>of();
        return new Job(
                attempt.audio,
                prompt,
                guess,
                start,
                excerpt.options().timestamps(),
                excerpt.options().words(),
                excerpt.goesOn(),
                excerpt.secondsBegun(),
                excerpt.secondsBegun() + excerpt.seconds(),
                search);
    }

    private List<Integer> guess(Excerpt excerpt, int most) {
        if (excerpt.guess().isBlank() || excerpt.options().timestamps()) {
            return List.of();
        }
        var tokens = tokenizer.encode(" " + excerpt.guess().strip());
        return tokens.subList(
                0, Math.clamp(tokens.size(), 0, Math.min(MOST_GUESSED, Math.max(0, most))));
    }

    /// Jobs of equal length and width together, no more at once than the limits allow.
    private List<List<Job>> batches(List<Job> jobs) {
        var groups = new LinkedHashMap<List<Object>, List<Job>>();
        for (var job : jobs) {
            List<Object> key = List.of(job.audio().layout(), job.search().width());
            groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(job);
        }
        var batches = new ArrayList<List<Job>>();
        for (var group : groups.values()) {
            var dimensions = sessions.dimensions();
            // A key and a value of the size of the encoder's output for each layer.
            long soundBytes =
                    group.getFirst().audio().vectors().length * 8L * dimensions.decoderLayers();
            int most =
                    Math.max(
                            1,
                            Math.min(
                                    (int) (MOST_SOUND_BYTES / soundBytes),
                                    MOST_ROWS / group.getFirst().search().width()));
            for (int from = 0; from < group.size(); from += most) {
                batches.add(group.subList(from, Math.min(from + most, group.size())));
            }
        }
        return batches;
    }

    /// The language of each window: as asked for, or what the model thinks.
    List<String> languagesOf(List<WindowDecoder.Window> windows, Ear ear) {
        return windows.stream()
                .map(
                        window ->
                                known(
                                        window.options()
                                                .language()
                                                .orElseGet(() -> mostProbable(window, ear))))
                .toList();
    }

    private String known(String code) {
        if (!special.multilingual()) {
            return "en";
        }
        if (special.language(code).isEmpty()) {
            throw new IllegalArgumentException(
                    "The model knows no language '%s', only %s"
                            .formatted(code, special.languageCodes()));
        }
        return code;
    }

    private String mostProbable(WindowDecoder.Window window, Ear ear) {
        if (!special.multilingual()) {
            return "en";
        }
        var audio = ear.hear(window.samples(), window.options().leastSeconds());
        return FirstImpression.of(audio, sessions, special).languages().entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    /// The probability of each language.
    Map<String, Double> languages(float[] samples, double leastSeconds) {
        var audio = ear(() -> {}).hear(samples, leastSeconds);
        return FirstImpression.of(audio, sessions, special).languages();
    }
}
