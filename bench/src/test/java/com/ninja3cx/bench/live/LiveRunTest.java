package com.ninja3cx.bench.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.bench.Engine;
import com.ninja3cx.bench.calls.Band;
import com.ninja3cx.bench.calls.ReferenceCall;
import com.ninja3cx.bench.measure.Percentiles;
import com.ninja3cx.bench.measure.WallClock;
import com.ninja3cx.simulator.calls.SpokenWord;
import com.ninja3cx.simulator.calls.Turn;
import com.ninja3cx.speech.onnx.Device;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The measurement itself, with the base model, on a call of 17 s whose words have no times yet:
/// about 80 s. What is asserted are ratios inside one run, for machines differ.
class LiveRunTest {

    private static final Path CALLS = Path.of("../simulator/src/main/resources/demo-calls");
    private static final String NAME = "fr-messagerie-courte";

    @TempDir private static Path folder;
    private static Engine engine;

    @BeforeAll
    static void prepare() throws Exception {
        Files.copy(CALLS.resolve(NAME + ".flac"), folder.resolve("call.flac"));
        // As a stranger would write it, and moved a little, so that nobody knows these turns.
        String script =
                Files.readString(CALLS.resolve(NAME + ".json"))
                        .replaceAll("(?s),\\s*\"words\": \\[.*?\\]", "")
                        .replace("\"end\": 15.63", "\"end\": 15.64");
        Files.writeString(folder.resolve("call.json"), script);
        engine = Engine.start(System.getenv(), null, doing -> {});
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void fourCallsAtOnceCostNoMoreThanOneAfterTheOther() throws Exception {
        LiveReport one = play(1, 20);
        LiveReport four = play(4, 20);

        assertThat(one.wordTimes().aligned()).isPositive();
        assertThat(one.wordTimes().proportional()).isZero();
        assertThat(four.plays()).isEqualTo(4);
        assertThat(four.failedCalls()).isZero();
        assertThat(four.firstFailure()).isNull();
        assertThat(four.differentTexts()).isZero();
        assertThat(four.droppedFinals()).isZero();
        assertThat(four.repeatedSegments()).isZero();
        assertThat(four.wer().get("fr")).isEqualTo(one.wer().get("fr"));
        assertThat(texts(four)).isEqualTo(texts(one));
        var revision = Objects.requireNonNull(four.revision());
        assertThat(revision.wer()).isEqualTo(Objects.requireNonNull(one.revision()).wer());
        assertThat(revision.wer().get("fr")).isLessThan(four.wer().get("fr") + 0.05);
        assertThat(four.silentTurns()).isZero();
        assertThat(four.engine().failures()).isZero();
        assertThat(four.engine().worstLagMs())
                .as("the engine measured how far behind it was")
                .isPositive();
        assertThat(causes(four.lateness().all())).isEqualTo(4 * causes(one.lateness().all()));
        assertThat(four.lateness().firstRight()).isBetween(0.5, 1.0);
        assertThat(cpuSeconds(four)).isLessThan(4.4 * cpuSeconds(one));
    }

    @Test
    void twoCallsAsTheyAreSpokenAreFollowedNearlyAsCloselyAsOne() throws Exception {
        LiveReport one = play(1, 1);
        LiveReport two = play(2, 1);

        assertThat(median(two.partialLagMs())).isLessThan(3 * median(one.partialLagMs()));
        assertThat(median(two.finalLatencyMs())).isLessThan(3 * median(one.finalLatencyMs()));
        assertThat(median(two.partialLagMs()))
                .as("words are there before the text of their sentence, or soon after")
                .isLessThan(2 * median(two.finalLatencyMs()));
        assertThat(two.stableWordsChanged()).isLessThanOrEqualTo(1);
        assertThat(two.droppedFinals()).isZero();
        assertThat(two.differentTexts()).isZero();
        assertThat(texts(two)).isEqualTo(texts(one));
    }

    private static long median(Percentiles values) {
        return Objects.requireNonNull(values.p50());
    }

    @Test
    void wordsFoundInTheSoundAreWhereTheyWereFoundByAnotherProgram() throws Exception {
        ReferenceCall known =
                ReferenceCall.in(CALLS).stream()
                        .filter(call -> call.name().equals(NAME))
                        .findFirst()
                        .orElseThrow();
        var sound = Band.WIDE.carry(known.sound());
        var off = new ArrayList<Long>();
        try (var aligner = ModelAligner.open(System.getenv(), null)) {
            for (Turn turn : known.script().turns()) {
                List<SpokenWord> found = aligner.words(sound, turn, "fr");
                assertThat(found)
                        .extracting(SpokenWord::text)
                        .filteredOn(text -> text.matches(".*[\\p{L}\\p{N}].*"))
                        .hasSameSizeAs(turn.words());
                found.removeIf(word -> !word.text().matches(".*[\\p{L}\\p{N}].*"));
                for (int i = 0; i < found.size(); i++) {
                    off.add(Math.abs(found.get(i).endMillis() - turn.words().get(i).endMillis()));
                }
            }
        }
        off.sort(Comparator.naturalOrder());
        assertThat(off.get(off.size() / 2)).isLessThanOrEqualTo(60);
        assertThat(off.get(off.size() * 9 / 10)).isLessThanOrEqualTo(250);
    }

    /// Each text that a call ever had, once.
    private static List<Map<String, String>> texts(LiveReport report) {
        return report.perCall().stream()
                .map(LiveReport.Play::texts)
                .filter(Objects::nonNull)
                .toList();
    }

    /// Words that were heard right, of whatever cause.
    private static int causes(Lateness.Causes causes) {
        return causes.look().words()
                + causes.misread().words()
                + causes.unread().words()
                + causes.takenBack().words();
    }

    private static double cpuSeconds(LiveReport report) {
        return report.cpuCores() * report.seconds();
    }

    private static LiveReport play(int calls, double pace) throws Exception {
        var options =
                new LiveOptions(
                        calls,
                        folder,
                        0,
                        Ends.SPREAD,
                        Band.WIDE,
                        Optional.of("fr"),
                        pace,
                        true,
                        Optional.empty());
        try (GeneratorProcess generator = GeneratorProcess.start(options)) {
            var run =
                    new LiveRun(
                            Objects.requireNonNull(engine).speech(),
                            options,
                            ReferenceCall.in(folder),
                            new WallClock(InstantSource.system()));
            var sum = new LiveSum(options);
            LiveRun.Heard heard = run.play(generator, moment -> {}, sum);
            return sum.report("base", Device.CPU, heard);
        }
    }
}
