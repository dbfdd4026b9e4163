package com.ninja3cx.bench.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.bench.calls.Band;
import com.ninja3cx.bench.calls.ReferenceCall;
import com.ninja3cx.bench.measure.WallClock;
import com.ninja3cx.speech.Speech;
import com.ninja3cx.speech.onnx.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a call that fails costs a run: two calls of a real generator, played forty times as fast to
/// an engine that hears nothing.
class FailedCallTest {

    private static final Path CALLS = Path.of("../simulator/src/main/resources/demo-calls");
    private static final String NAME = "fr-messagerie-courte";

    @TempDir private Path folder;

    @BeforeEach
    void copy() throws IOException {
        for (String kind : List.of(".flac", ".json")) {
            Files.copy(CALLS.resolve(NAME + kind), folder.resolve(NAME + kind));
        }
    }

    @Test
    void aSecondReadingThatFailsCostsItsOwnFiguresAlone() throws Exception {
        var speech = new SilentSpeech(number -> number == 0 ? FailedCallTest::fail : () -> {});

        LiveReport report = report(speech, Duration.ofMinutes(1));

        assertThat(report.failedCalls()).isEqualTo(1);
        assertThat(report.firstFailure()).contains(NAME, "second reading stopped", "no memory");
        assertThat(report.plays()).isEqualTo(2);
        assertThat(report.wer().get("fr")).isEqualTo(1.0);
        assertThat(Objects.requireNonNull(report.revision()).wer().get("fr")).isEqualTo(1.0);
        assertThat(LiveTable.of(report)).contains("calls that failed", "1: call " + NAME);
    }

    @Test
    void aSecondReadingThatNeverEndsIsGivenUp() throws Exception {
        var speech =
                new SilentSpeech(number -> number == 0 ? new CountDownLatch(1)::await : () -> {});

        LiveReport report = report(speech, Duration.ofSeconds(1));

        assertThat(report.failedCalls()).isEqualTo(1);
        assertThat(report.firstFailure()).contains(NAME, "not finished 1 s after its end");
        assertThat(report.plays()).isEqualTo(2);
    }

    @Test
    void aGeneratorThatDiesCostsTheCallsThatItWasPlaying() throws Exception {
        List<String> dying =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DyingGenerator.class.getName());

        LiveReport report;
        try (var generator = GeneratorProcess.start(port -> with(dying, port))) {
            report = report(generator, new SilentSpeech(number -> () -> {}), Duration.ofMinutes(1));
        }

        assertThat(report.plays()).isEqualTo(1);
        assertThat(report.failedCalls()).isEqualTo(1);
        assertThat(report.firstFailure())
                .contains("exit code " + DyingGenerator.CODE, DyingGenerator.LAST_WORDS);
    }

    private static void fail() {
        throw new IllegalStateException("no memory");
    }

    private static List<String> with(List<String> command, int port) {
        return Stream.concat(command.stream(), Stream.of(Integer.toString(port))).toList();
    }

    private LiveReport report(Speech speech, Duration patience) throws Exception {
        try (var generator = GeneratorProcess.start(options())) {
            return report(generator, speech, patience);
        }
    }

    private LiveReport report(GeneratorProcess generator, Speech speech, Duration patience)
            throws Exception {
        var sum = new LiveSum(options());
        var run =
                new LiveRun(
                        speech,
                        options(),
                        ReferenceCall.in(folder),
                        new WallClock(InstantSource.system()),
                        patience);
        LiveRun.Heard heard = run.play(generator, moment -> {}, sum);
        return sum.report("silence", Device.CPU, heard);
    }

    private LiveOptions options() {
        return new LiveOptions(
                2,
                folder,
                0,
                Ends.SPREAD,
                Band.WIDE,
                Optional.of("fr"),
                40,
                true,
                Optional.empty());
    }
}
