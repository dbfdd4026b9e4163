package com.ninja3cx.server.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptAudioTest {

    @TempDir private Path folder;

    @Test
    void everySampleComesBackToTheLastBit() throws Exception {
        float[] samples = new float[65_536];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (i - 32_768) / 32_768f;
        }

        try (KeptAudio audio = KeptAudio.open(folder.resolve("a.pcm"))) {
            audio.write(1_000, samples);

            assertThat(audio.read(1_000, samples.length)).isEqualTo(samples);
            assertThat(audio.read(0, 1_000)).containsOnly(0f);
        }
    }

    @Test
    void louderThanFullScaleIsClipped() throws Exception {
        try (KeptAudio audio = KeptAudio.open(folder.resolve("b.pcm"))) {
            audio.write(0, new float[] {1f, -1.5f, 7f});

            assertThat(audio.read(0, 3)).containsExactly(32_767 / 32_768f, -1f, 32_767 / 32_768f);
        }
    }
}
