package com.ninja3cx.speech.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.ninja3cx.protocol.Channel;
import com.ninja3cx.simulator.calls.DemoCall;
import com.ninja3cx.simulator.calls.Turn;
import com.ninja3cx.simulator.score.WordErrorRate;
import com.ninja3cx.speech.audio.Channels;
import com.ninja3cx.speech.audio.FfmpegAudio;
import com.ninja3cx.speech.models.FetchProgress;
import com.ninja3cx.speech.models.ModelStore;
import com.ninja3cx.speech.models.Sources;
import com.ninja3cx.speech.onnx.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The published base model over spoken calls. About 30 s on two cores.
class WhisperOnCallsTest {

    private static final int MARGIN_MILLIS = 200;
    private static final int SAMPLES_PER_MILLI = 16;
    private static final int MOST_SAMPLES = 29_000 * SAMPLES_PER_MILLI;

    private static WhisperModel model;

    @BeforeAll
    static void open() throws Exception {
        var store = new ModelStore(ModelStore.root(System.getenv()), Sources.of(System.getenv()));
        model = WhisperModel.open(store.whisper("base", FetchProgress.silent()), 2, Progress.NONE);
    }

    @AfterAll
    static void close() {
        if (model != null) {
            model.close();
        }
    }

    @Test
    void wholeWindowsOfFrenchCallsAreReadAsWellAsByTheReference() throws Exception {
        var total = WordErrorRate.NOTHING;
        for (String name : DemoCall.names()) {
            if (name.startsWith("fr-")) {
                total = total.plus(score(DemoCall.named(name)));
            }
        }
        assertThat(total.rate()).isLessThanOrEqualTo(0.13);
    }

    @Test
    void wholeWindowsOfAnEnglishCallAreReadAsWellAsByTheReference() throws Exception {
        assertThat(score(DemoCall.named("en-email")).rate()).isLessThanOrEqualTo(0.04);
    }

    @Test
    void utterancesAreReadTheSameAloneAndInAnyCompany() throws Exception {
        var call = DemoCall.named("fr-vpn");
        var windows = new ArrayList<WindowDecoder.Window>();
        for (var turn : call.turns().subList(0, 8)) {
            var options =
                    new DecodeOptions(
                            Optional.of("fr"),
                            windows.size() % 3 == 2 ? 5 : 1,
                            windows.size() % 2 == 0 ? "" : "Bonjour, ici le support.",
                            false,
                            0,
                            false,
                            windows.size() % 2 == 1);
            windows.add(new WindowDecoder.Window(cut(sound(call, turn.channel()), turn), options));
        }

        var together = model.decode(windows);

        for (int i = 0; i < windows.size(); i++) {
            assertThat(model.decode(List.of(windows.get(i)))).containsExactly(together.get(i));
        }
    }

    @Test
    void aSentenceIsGoneOnWithAfterWhatItBeginsWith() throws Exception {
        var call = DemoCall.named("fr-vpn");
        var options = new DecodeOptions(Optional.of("fr"), 5, "", false, 0, true).withWords();
        var read = new ArrayList<Decoded>();
        var windows = new ArrayList<WindowDecoder.Window>();
        for (var turn : call.turns().subList(0, 6)) {
            var sound = cut(sound(call, turn.channel()), turn);
            int half = sound.length / 2;
            var begin = decode(Arrays.copyOf(sound, half), options);
            var begun = new WindowDecoder.Begun(Arrays.copyOf(sound, half), begin.text());
            var rest = Arrays.copyOfRange(sound, half, sound.length);
            windows.add(new WindowDecoder.Window(rest, options, "", begun));
            read.add(model.decode(List.of(windows.getLast())).getFirst());
            var words = read.getLast().words();
            assertThat(String.join(" ", words.stream().map(SpokenWord::text).toList()))
                    .isEqualTo(read.getLast().text());
            assertThat(words).extracting(SpokenWord::startMillis).isSorted();
            assertThat(words)
                    .allMatch(word -> word.endMillis() <= rest.length / SAMPLES_PER_MILLI + 20);
            if (!begin.text().isEmpty()) {
                assertThat(read.getLast().text()).doesNotStartWith(begin.text());
            }
        }

        assertThat(model.decode(windows)).isEqualTo(read);
        assertThat(read).filteredOn(text -> !text.text().isEmpty()).hasSizeGreaterThan(3);
    }

    @Test
    void aGuessOfTheTextRightOrWrongDoesNotChangeWhatIsRead() throws Exception {
        var call = DemoCall.named("fr-vpn");
        var turn = call.turns().get(1);
        float[] sound = cut(sound(call, turn.channel()), turn);
        var options = new DecodeOptions(Optional.of("fr"), 1, "", false, 0, false);
        String text =
                model.decode(List.of(new WindowDecoder.Window(sound, options))).getFirst().text();
        String half = text.substring(0, text.length() / 2);
        var guesses =
                List.of(text, half, half + " du tout autre chose", "Au revoir", text + " Fin.");

        var guessed =
                model.decode(
                        guesses.stream()
                                .map(guess -> new WindowDecoder.Window(sound, options, guess))
                                .toList());

        assertThat(guessed).extracting(Decoded::text).containsOnly(text);
    }

    @Test
    void fiveTrailsThatBeginWithAGuessReadTheSameAloneAndInAnyCompany() throws Exception {
        var call = DemoCall.named("fr-vpn");
        var before = call.turns().get(1);
        var turn = call.turns().get(3);
        float[] sound = cut(sound(call, turn.channel()), turn);
        var options = new DecodeOptions(Optional.of("fr"), 5, "Bonjour.", false, 0, false);
        var begun =
                new WindowDecoder.Begun(
                        cut(sound(call, before.channel()), before),
                        decode(cut(sound(call, before.channel()), before), options).text());
        String text = decode(sound, options).text();
        var windows = new ArrayList<WindowDecoder.Window>();
        for (String guess : List.of(text, "", text.substring(0, text.length() / 2), "Au revoir")) {
            windows.add(new WindowDecoder.Window(sound, options, guess));
            windows.add(new WindowDecoder.Window(sound, options, guess, begun));
        }

        var together = model.decode(windows);

        for (int i = 0; i < windows.size(); i++) {
            assertThat(model.decode(List.of(windows.get(i)))).containsExactly(together.get(i));
        }
        assertThat(together.getFirst().text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void aGuessSavesSteps(int trails) throws Exception {
        var call = DemoCall.named("fr-vpn");
        var turn = call.turns().get(1);
        float[] sound = cut(sound(call, turn.channel()), turn);
        var options = new DecodeOptions(Optional.of("fr"), trails, "", false, 0, false);
        String text = decode(sound, options).text();

        int guessed = steps(new WindowDecoder.Window(sound, options, text));
        int wronglyGuessed = steps(new WindowDecoder.Window(sound, options, "Au revoir"));
        int alone = steps(new WindowDecoder.Window(sound, options));

        assertThat(wronglyGuessed).isEqualTo(alone);
        assertThat(guessed).isLessThan(alone);
    }

    private static int steps(WindowDecoder.Window window) {
        var steps = new AtomicInteger();
        model.decode(List.of(window), steps::incrementAndGet);
        return steps.get();
    }

    @Test
    void wordsAreFoundWhereTheyAreSaid() throws Exception {
        for (String name : List.of("fr-imprimante", "en-email")) {
            var call = DemoCall.named(name);
            for (var turn : call.turns().subList(0, 4)) {
                var options =
                        new DecodeOptions(Optional.of(call.language()), 1, "", false, 0, false);
                var sound = cut(sound(call, turn.channel()), turn);

                var read = decode(sound, options.withWords());

                assertThat(read.text()).isEqualTo(decode(sound, options).text());
                var words = read.words();
                assertThat(String.join(" ", words.stream().map(SpokenWord::text).toList()))
                        .isEqualTo(read.text());
                assertThat(words).extracting(SpokenWord::startMillis).isSorted();
                long length = turn.endMillis() - turn.startMillis();
                assertThat(words.getFirst().startMillis()).isBetween(0L, MARGIN_MILLIS + 350L);
                assertThat(words.getLast().endMillis() - MARGIN_MILLIS)
                        .isBetween(length - 700, length + 300);
            }
        }
    }

    private static Decoded decode(float[] sound, DecodeOptions options) {
        return model.decode(List.of(new WindowDecoder.Window(sound, options))).getFirst();
    }

    @Test
    void theLanguageIsFoundFromTheSound() throws Exception {
        for (String name : List.of("fr-vpn", "en-email")) {
            var call = DemoCall.named(name);
            var turn = call.turns().get(1);
            var probabilities = model.languages(cut(sound(call, turn.channel()), turn), 30);

            assertThat(probabilities.get(call.language())).isGreaterThan(0.5);
            assertThat(probabilities.values().stream().mapToDouble(Double::doubleValue).sum())
                    .isBetween(0.999, 1.001);
        }
    }

    @Test
    void silenceAndNoiseAreNotTakenForMuchSpeech() {
        var options = new DecodeOptions(Optional.of("fr"), 1, "", false, 0, false);
        var silence = new WindowDecoder.Window(new float[16_000 * 5], options);

        var decoded = model.decode(List.of(silence)).getFirst();

        assertThat(decoded.noSpeechProbability()).isGreaterThan(0.3);
    }

    @Test
    void realSpeechIsReadWordForWord() throws Exception {
        Path file =
                Path.of(System.getenv().getOrDefault("SHARED_AUDIO", "../../shared/audio"))
                        .resolve("real-jfk.flac");
        assumeTrue(Files.exists(file), "no " + file);
        var pieces = new ArrayList<float[]>();
        new FfmpegAudio().read(file, Channels.MIX, sound -> pieces.add(sound[0]));
        var options = new DecodeOptions(Optional.empty(), 5, "", true, 30, true);

        var decoded =
                model.decode(List.of(new WindowDecoder.Window(join(pieces), options))).getFirst();

        assertThat(decoded.language()).isEqualTo("en");
        assertThat(WordErrorRate.normalise(decoded.text()))
                .isEqualTo(
                        "and so my fellow americans ask not what your country can do for you"
                                + " ask what you can do for your country");
    }

    private static WordErrorRate score(DemoCall call) throws Exception {
        var total = WordErrorRate.NOTHING;
        for (var channel : List.of(Channel.MICROPHONE, Channel.SPEAKER)) {
            var options = new DecodeOptions(Optional.of(call.language()), 5, "", true, 30, true);
            var windows =
                    windows(call, channel).stream()
                            .map(samples -> new WindowDecoder.Window(samples, options))
                            .toList();
            var heard = new StringBuilder();
            model.decode(windows).forEach(decoded -> heard.append(decoded.text()).append(' '));
            total = total.plus(WordErrorRate.of(call.text(channel), heard.toString()));
        }
        return total;
    }

    /// What one side says, without the silence between, in windows of at most 29 s.
    private static List<float[]> windows(DemoCall call, Channel channel) throws Exception {
        float[] sound = sound(call, channel);
        var windows = new ArrayList<float[]>();
        var open = new ArrayList<float[]>();
        int length = 0;
        for (var turn : call.turns()) {
            if (turn.channel() == channel) {
                float[] said = cut(sound, turn);
                if (length + said.length > MOST_SAMPLES) {
                    windows.add(join(open));
                    open.clear();
                    length = 0;
                }
                open.add(said);
                length += said.length;
            }
        }
        windows.add(join(open));
        return windows;
    }

    private static float[] cut(float[] sound, Turn turn) {
        int from = (int) Math.max(0, turn.startMillis() - MARGIN_MILLIS) * SAMPLES_PER_MILLI;
        int to = (int) (turn.endMillis() + MARGIN_MILLIS) * SAMPLES_PER_MILLI;
        return Arrays.copyOfRange(sound, from, Math.min(to, sound.length));
    }

    private static float[] sound(DemoCall call, Channel channel) throws Exception {
        var pieces = new ArrayList<float[]>();
        try (var audio = call.audio()) {
            new FfmpegAudio()
                    .read(
                            audio,
                            call.name(),
                            Channels.SPLIT,
                            sound -> pieces.add(sound[channel == Channel.MICROPHONE ? 0 : 1]));
        }
        return join(pieces);
    }

    private static float[] join(List<float[]> pieces) {
        float[] joined = new float[pieces.stream().mapToInt(piece -> piece.length).sum()];
        int at = 0;
        for (float[] piece : pieces) {
            System.arraycopy(piece, 0, joined, at, piece.length);
            at += piece.length;
        }
        return joined;
    }
}
