package com.ninja3cx.protocol.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// What a person reads when a command stops at something that it did not foresee.
class BreakdownTest {

    private final StringWriter err = new StringWriter();

    @Test
    void whatFailedAndWhyAndWhatToDoAreSaidWithoutAStackTrace() {
        var full =
                new UncheckedIOException(
                        "the graphs cannot be written", new IOException("No space left on device"));

        assertThat(run(full, new Breakdown(true, false))).isEqualTo(1);

        assertThat(err.toString().lines())
                .first()
                .asString()
                .contains("read s'est arrêté : the graphs cannot be written (No space left");
        assertThat(err.toString())
                .contains("relancez", "NINJA_DEBUG=1")
                .doesNotContain("BreakdownTest", "UncheckedIOException");
    }

    @Test
    void englishReadersAreToldInEnglish() {
        run(new IllegalStateException("the model is gone"), new Breakdown(false, false));

        assertThat(err.toString()).contains("read has stopped: the model is gone", "run the same");
    }

    @Test
    void theTraceIsShownOnDemandBeforeTheSentence() {
        run(new IllegalStateException("the model is gone"), new Breakdown(false, true));

        assertThat(err.toString()).contains("at com.ninja3cx.").doesNotContain("NINJA_DEBUG");
        assertThat(err.toString().indexOf("at com.ninja3cx."))
                .isLessThan(err.toString().indexOf("has stopped"));
    }

    @Test
    void aFailureWithoutWordsIsNamedByItsKind() {
        run(new NullPointerException(), new Breakdown(false, false));
        run(new NoSuchFileException("call.json"), new Breakdown(false, false));

        assertThat(err.toString())
                .contains("NullPointerException", "NoSuchFileException: call.json");
    }

    private int run(Exception failure, Breakdown handler) {
        return new CommandLine(new Failing(failure))
                .setExecutionExceptionHandler(handler)
                .setErr(new PrintWriter(err, true))
                .execute();
    }

    @Command(name = "read")
    private static final class Failing implements Callable<Integer> {

        private final Exception failure;

        Failing(Exception failure) {
            this.failure = failure;
        }

        @Override
        public Integer call() throws Exception {
            throw failure;
        }
    }
}
