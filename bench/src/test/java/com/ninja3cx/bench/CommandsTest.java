package com.ninja3cx.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.protocol.cli.BilingualCommands;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// What is said of a wrong use, before anything is fetched, loaded or played.
class CommandsTest {

    private final StringWriter err = new StringWriter();

    @Test
    void everyCommandRefusesALanguageThatWhisperDoesNotKnow() {
        for (String command : List.of("live", "revision", "peers")) {
            assertThat(run(command, "--audio", "none", "--language", "zz"))
                    .as(command)
                    .isEqualTo(2);
        }
        assertThat(run("harvest", "--language", "zz")).isEqualTo(2);

        assertThat(complaints())
                .hasSize(4)
                .allMatch(line -> line.startsWith("✗ --language vaut zz ; attendu : auto, af"));
    }

    @Test
    void numbersThatCannotBeUsedAreToldWithThoseThatCan() {
        assertThat(run("live", "--audio", "none", "--calls=0")).isEqualTo(2);
        assertThat(run("live", "--audio", "none", "--pace=0")).isEqualTo(2);
        assertThat(run("harvest", "--minutes=0")).isEqualTo(2);
        assertThat(run("encoder", "--threads=-1")).isEqualTo(2);

        assertThat(complaints())
                .containsExactly(
                        "✗ --calls vaut 0 ; attendu : 1–500",
                        "✗ --pace vaut 0.0 ; attendu : > 0",
                        "✗ --minutes vaut 0 ; attendu : ≥ 1",
                        "✗ --threads vaut -1 ; attendu : ≥ 1");
    }

    private List<String> complaints() {
        return err.toString().lines().filter(line -> line.startsWith("✗")).toList();
    }

    private int run(String... arguments) {
        var nobody = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return BilingualCommands.speak(
                        Main.commands(nobody, nobody), "bench", Locale.FRENCH, Main.class)
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
