package com.ninja3cx.speech.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.speech.onnx.AttentionHead;
import com.ninja3cx.speech.weights.Dimensions;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlignmentHeadsTest {

    private static final int MULTILINGUAL = 51_865;

    @TempDir private Path folder;

    @Test
    void theHeadsOfTheModelsOwnFileAreTaken() throws Exception {
        Path config = folder.resolve("config.json");
        Files.writeString(config, "{\"alignment_heads\": [[0, 1], [3, 5]]}");

        assertThat(AlignmentHeads.of(config, model(4, 4, 6, MULTILINGUAL, 80)))
                .containsExactly(new AttentionHead(0, 1), new AttentionHead(3, 5));
    }

    @Test
    void headsThatTheModelDoesNotHaveAreNotTaken() throws Exception {
        Path config = folder.resolve("config.json");
        Files.writeString(config, "{\"alignment_heads\": [[9, 1]]}");

        assertThat(AlignmentHeads.of(config, model(4, 4, 6, MULTILINGUAL, 80)))
                .contains(new AttentionHead(2, 2));
    }

    @Test
    void everyOfficialSizeHasItsOwnAndTheyExist() {
        var sizes =
                java.util.List.of(
                        model(4, 4, 6, MULTILINGUAL, 80),
                        model(4, 4, 6, MULTILINGUAL - 1, 80),
                        model(6, 6, 8, MULTILINGUAL, 80),
                        model(6, 6, 8, MULTILINGUAL - 1, 80),
                        model(12, 12, 12, MULTILINGUAL, 80),
                        model(12, 12, 12, MULTILINGUAL - 1, 80),
                        model(24, 24, 16, MULTILINGUAL, 80),
                        model(24, 24, 16, MULTILINGUAL - 1, 80),
                        model(32, 32, 20, MULTILINGUAL, 80),
                        model(32, 32, 20, MULTILINGUAL + 1, 128),
                        model(32, 4, 20, MULTILINGUAL + 1, 128));

        var all = sizes.stream().map(size -> AlignmentHeads.of(folder.resolve("none"), size));

        assertThat(all.distinct()).hasSize(sizes.size());
        for (var size : sizes) {
            assertThat(AlignmentHeads.of(folder.resolve("none"), size))
                    .isNotEmpty()
                    .allMatch(
                            head ->
                                    head.layer() < size.decoderLayers()
                                            && head.head() < size.decoderHeads());
        }
    }

    @Test
    void anotherSizeUsesTheLaterHalfOfItsHeads() {
        assertThat(AlignmentHeads.of(folder.resolve("none"), model(2, 2, 2, MULTILINGUAL, 80)))
                .containsExactly(new AttentionHead(1, 0), new AttentionHead(1, 1));
    }

    private static Dimensions model(int encoder, int decoder, int heads, int vocabulary, int bins) {
        return new Dimensions(
                bins, heads * 64, encoder, heads, decoder, heads, 1500, 448, vocabulary);
    }
}
