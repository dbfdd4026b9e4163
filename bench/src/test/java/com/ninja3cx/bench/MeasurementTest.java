package com.ninja3cx.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.speech.Wording;
import com.ninja3cx.speech.weights.WeightsException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MeasurementTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void everyKnownFailureHasItsExitCodeAndIsToldWithoutAStackTrace() throws Exception {
        assertThat(failing(new IOException("no such folder"))).isEqualTo(4);
        assertThat(failing(new CannotMeasure(Wording.same("the generator ended")))).isEqualTo(4);
        assertThat(failing(new WrongSetting(Wording.same("WHISPER_DEVICE")))).isEqualTo(78);
        var damaged =
                new WeightsException(
                        WeightsException.Code.TRUNCATED, Path.of("model.bin"), "it has 3 bytes");
        assertThat(failing(damaged)).isEqualTo(5);

        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .hasSize(4)
                .noneMatch(line -> line.startsWith("\tat "));
        assertThat(out.size()).isZero();
    }

    private int failing(Exception failure) throws InterruptedException {
        return new Measurement(stream(out), stream(err))
                .run(
                        progress -> {
                            switch (failure) {
                                case IOException unreadable -> throw unreadable;
                                case RuntimeException broken -> throw broken;
                                default -> throw new IllegalArgumentException(failure);
                            }
                        });
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
