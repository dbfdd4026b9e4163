package com.ninja3cx.simulator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.protocol.Channel;
import com.ninja3cx.simulator.calls.DemoCall;
import com.ninja3cx.simulator.calls.Turn;
import com.ninja3cx.simulator.ninjaone.LogEntry;
import com.ninja3cx.simulator.ninjaone.Note;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentTranscriptTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[00:03] Technicien : bonjour\n[00:05] Correspondant : ma panne : rouge",
                "[00:03] Technician: bonjour\n[1:00:05] Caller: ma panne : rouge",
                "00:03 Agent : bonjour\r\n00:05 – Julien Martin : ma panne : rouge",
                "<p>[00:03] <b>Technicien</b> : bonjour</p><p>[00:05] Appelant : ma panne : rouge</p>"
            })
    void linesWithATimeAndASpeakerAreRead(String text) {
        SentTranscript sent = read(text).orElseThrow();

        assertThat(sent.text(Channel.MICROPHONE)).isEqualTo("bonjour");
        assertThat(sent.text(Channel.SPEAKER)).isEqualTo("ma panne : rouge");
    }

    @Test
    void aSummaryIsNoTranscript() {
        assertThat(read("Problème : imprimante\nRappel à 14:00\nAppelant : Julien Martin"))
                .isEmpty();
    }

    @Test
    void aTextFileBesideANoteCounts() {
        var file =
                new Note.Attachment(
                        "appel.txt",
                        "text/plain; charset=utf-8",
                        "[00:01] Technicien : été".getBytes(StandardCharsets.UTF_8));
        Note note = new Note(entry("voir le fichier"), List.of(file));

        assertThat(SentTranscript.in(List.of(note), "x").orElseThrow().text(Channel.MICROPHONE))
                .isEqualTo("été");
    }

    @Test
    void theExactTextHasNoErrors() {
        DemoCall call = DemoCall.named("fr-vpn");
        String text =
                call.turns().stream()
                        .map(SentTranscriptTest::line)
                        .collect(Collectors.joining("\n"));

        assertThat(read(text).orElseThrow().score(call).errors()).isZero();
        assertThat(read(text.replace("Technicien", "Appelant")).orElseThrow().score(call).rate())
                .isGreaterThan(0.5);
    }

    private static String line(Turn turn) {
        String who = turn.channel() == Channel.MICROPHONE ? "Technicien" : "Correspondant";
        return "[%02d:%02d] %s : %s".formatted(0, turn.startMillis() / 1_000, who, turn.text());
    }

    private static Optional<SentTranscript> read(String text) {
        return SentTranscript.in(
                List.of(new Note(entry("Résumé"), List.of()), new Note(entry(text), List.of())),
                "Julien Martin");
    }

    private static LogEntry entry(String body) {
        return new LogEntry(
                1,
                "uid",
                "TECHNICIAN",
                LogEntry.Type.COMMENT,
                body,
                null,
                false,
                false,
                0,
                null,
                List.of());
    }
}
