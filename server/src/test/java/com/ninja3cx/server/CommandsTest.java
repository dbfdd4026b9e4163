package com.ninja3cx.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.server.cli.Shell;
import com.ninja3cx.speech.Speech;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// What the command line says to people: its help, and what it says of a wrong use.
class CommandsTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();

    @TempDir private Path home;

    @Test
    void everyCommandAndOptionHasAFrenchText() {
        ResourceBundle french =
                ResourceBundle.getBundle("com.ninja3cx.server.commands", Locale.FRENCH);
        var missing = new ArrayList<String>();

        look(commands(Locale.FRENCH), "", french, missing);

        assertThat(missing).isEmpty();
    }

    @Test
    void helpSpeaksFrench() {
        assertThat(run(Locale.FRENCH, "key", "create", "--help")).isZero();

        assertThat(printed())
                .contains("Usage : 3cx-ninja key create", "Crée une clé", "Qui ou quoi")
                .doesNotContain("Makes a key", "Show this help");
    }

    @Test
    void aWrongOptionIsNamedWithTheNearestOneAndTheWayToTheHelp() {
        assertThat(run(Locale.FRENCH, "transcribe", "appel.wav", "--langage", "fr")).isEqualTo(2);

        assertThat(err.toString().lines())
                .containsExactly(
                        "✗ Option inconnue : --langage ; peut-être --language",
                        "Aide : 3cx-ninja transcribe --help");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(run(Locale.FRENCH, "transcribe")).isEqualTo(2);
        assertThat(run(Locale.ENGLISH, "key", "create", "--name", "Claire")).isEqualTo(2);
        assertThat(run(Locale.FRENCH, "key")).isEqualTo(2);

        assertThat(err.toString())
                .contains("✗ Il manque : FILE")
                .contains("✗ Missing: --scope")
                .contains("✗ Il manque la commande : create, link, list, revoke");
    }

    @Test
    void anUnknownScopeIsToldTheKnownOnes() {
        assertThat(run(Locale.ENGLISH, "key", "create", "--name", "Claire", "--scope", "agnt"))
                .isEqualTo(2);

        assertThat(err.toString()).contains("agnt", "agent, tickets, read, admin");
    }

    @Test
    void aValueThatCannotBeUsedIsToldWithThoseThatCan() {
        assertThat(run(Locale.FRENCH, "transcribe", "appel.wav", "--language", "zz")).isEqualTo(2);

        assertThat(err.toString())
                .contains("✗ --language vaut zz ; attendu : auto, af, am")
                .contains("Aide : 3cx-ninja transcribe --help");
    }

    @Test
    void aNewKeyIsAloneOnStandardOutputSoThatScriptsCanTakeIt() {
        assertThat(run(Locale.FRENCH, "key", "create", "--name", "Claire", "--scope", "agent"))
                .isZero();

        assertThat(printed()).matches("sk-\\S+\\R");
        assertThat(said.size()).isPositive();
    }

    @Test
    void aLinkToThePagesIsPrintedOnDemand() {
        assertThat(run(Locale.FRENCH, "key", "link")).isZero();

        assertThat(printed()).contains("http://localhost:3000/login?token=");
    }

    /// @param place the names of the commands so far, each with a dot
    private static void look(
            CommandLine line, String place, ResourceBundle french, List<String> missing) {
        if (Stream.of("", ".0")
                .noneMatch(each -> french.containsKey(place + "usage.description" + each))) {
            missing.add(place + "usage.description");
        }
        for (OptionSpec option : line.getCommandSpec().options()) {
            List<String> names =
                    Stream.of(option.names()).map(name -> name.replaceFirst("^-+", "")).toList();
            boolean standard = names.contains("help") || names.contains("version");
            if (!standard
                    && names.stream()
                            .noneMatch(
                                    name ->
                                            french.containsKey(place + name)
                                                    || french.containsKey(name))) {
                missing.add(place + names);
            }
        }
        line.getSubcommands()
                .forEach((name, command) -> look(command, place + name + ".", french, missing));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private int run(Locale locale, String... arguments) {
        return commands(locale).execute(arguments);
    }

    private CommandLine commands(Locale locale) {
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        var errors = new PrintStream(said, true, StandardCharsets.UTF_8);
        var shell = new Shell(Map.of("DATA_DIR", home.toString()), home, stream, errors);
        InstantSource clock = InstantSource.system();
        var outside = new Outside(clock, new Random(1), settings -> noSpeech());
        return Main.commands(outside, shell, clock, new Random(2), locale)
                .setOut(new PrintWriter(stream, true))
                .setErr(new PrintWriter(err, true));
    }

    private static Speech noSpeech() {
        throw new IllegalStateException("no command here needs speech");
    }
}
