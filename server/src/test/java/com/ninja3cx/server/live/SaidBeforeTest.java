package com.ninja3cx.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.server.recording.KeptAudio;
import com.ninja3cx.server.transcript.Party;
import com.ninja3cx.server.transcript.Segment;
import com.ninja3cx.speech.Said;
import com.ninja3cx.speech.audio.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaidBeforeTest {

    private static final long OFFSET = 5_000;

    @TempDir Path folder;

    @Test
    void theLatestTextsComeWithTheSoundThatWasHeard() throws Exception {
        float[] heard = write(20);

        List<Said> said = SaidBefore.of(texts(8), OFFSET, file());

        assertThat(said).hasSize(Said.MOST);
        assertThat(said).extracting(Said::text).startsWith("texte 2").endsWith("texte 7");
        assertThat(said.get(2).sound()).isEmpty();
        for (int i = 3; i < 6; i++) {
            Said each = said.get(i);
            assertThat(each.startMillis()).isEqualTo(2_000L * (i + 2));
            assertThat(each.sound())
                    .isEqualTo(
                            Arrays.copyOfRange(
                                    heard,
                                    (int) each.startMillis() * Samples.PER_MILLI,
                                    (int) each.endMillis() * Samples.PER_MILLI));
        }
    }

    @Test
    void soundThatIsNotThereIsNotMadeUp() throws Exception {
        assertThat(SaidBefore.of(texts(2), OFFSET, file()))
                .hasSize(2)
                .allSatisfy(each -> assertThat(each.sound()).isEmpty());
        assertThat(file()).doesNotExist();

        try (KeptAudio audio = KeptAudio.open(file())) {
            audio.write(9_000 * KeptAudio.PER_MILLI, new float[] {0.5f});
        }
        assertThat(SaidBefore.of(texts(5), OFFSET, file()))
                .as("what was skipped, and what is after the end")
                .allSatisfy(each -> assertThat(each.sound()).isEmpty());
    }

    @Test
    void timesThatPointBeforeTheSoundGiveTextAlone() throws Exception {
        write(20);

        assertThat(SaidBefore.of(texts(3), OFFSET + 120_000, file()))
                .hasSize(3)
                .allSatisfy(each -> assertThat(each.sound()).isEmpty());
    }

    private Path file() {
        return folder.resolve("agent.pcm");
    }

    private float[] write(int seconds) throws Exception {
        var random = new Random(7);
        float[] sound = new float[seconds * 1_000 * KeptAudio.PER_MILLI];
        for (int i = 0; i < sound.length; i++) {
            sound[i] = random.nextFloat() - 0.5f;
        }
        try (KeptAudio audio = KeptAudio.open(file())) {
            float[] heard = audio.write(0, sound);
            assertThat(audio.read(0, sound.length)).isEqualTo(heard);
            return heard;
        }
    }

    /// One every two seconds, of 1.5 s.
    private static List<Segment> texts(int count) {
        var texts = new ArrayList<Segment>();
        for (int i = 0; i < count; i++) {
            long start = OFFSET + 2_000L * i;
            texts.add(
                    new Segment(
                            "call_1",
                            Segment.LIVE,
                            Party.AGENT,
                            i,
                            start,
                            start + 1_500,
                            "texte " + i,
                            "fr",
                            0.9,
                            List.of()));
        }
        return texts;
    }
}
