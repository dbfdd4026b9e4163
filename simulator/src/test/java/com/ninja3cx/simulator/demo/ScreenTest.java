package com.ninja3cx.simulator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ScreenTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void withoutATerminalOnlyWholeLinesAreWritten() {
        var screen = new Screen(out, Language.FR, false, 100);

        screen.passing("bon");
        screen.say("bonjour %d", "hello %d", 7);

        assertThat(written()).isEqualTo("bonjour 7" + System.lineSeparator());
    }

    @Test
    void onATerminalThePassingLineStaysBelow() {
        var screen = new Screen(out, Language.EN, true, 100);

        screen.passing("partial");
        screen.line("final");

        assertThat(written()).contains("partial").matches("(?s).*final\\R.*partial[^\\n]*");
    }

    @Test
    void aLongPassingLineKeepsItsEnd() {
        new Screen(out, Language.FR, true, 40).passing("début " + "x".repeat(60) + " fin");

        assertThat(written()).contains("…").contains(" fin").doesNotContain("début");
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
