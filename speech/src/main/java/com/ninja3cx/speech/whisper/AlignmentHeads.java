package com.ninja3cx.speech.whisper;

import com.ninja3cx.speech.onnx.AttentionHead;
import com.ninja3cx.speech.weights.Dimensions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/// Which of the decoder's heads look where the word is being said. Which ones do was measured by
/// the authors of Whisper for each of their models and published with them (`_ALIGNMENT_HEADS` of
/// openai/whisper); converted models carry it in their `config.json`.
final class AlignmentHeads {

    private static final int LARGE_V3_BINS = 128;

    /// `layer.head` of the official models, by layers of the decoder; the large ones differ by
    /// their spectrogram.
    private static final String TINY = "2.2 3.0 3.2 3.3 3.4 3.5";

    private static final String TINY_EN = "1.0 2.0 2.5 3.0 3.1 3.2 3.3 3.4";
    private static final String BASE = "3.1 4.2 4.3 4.7 5.1 5.2 5.4 5.6";
    private static final String BASE_EN = "3.3 4.7 5.1 5.5 5.7";
    private static final String SMALL = "5.3 5.9 8.0 8.4 8.7 8.8 9.0 9.7 9.9 10.5";
    private static final String SMALL_EN =
            "6.6 7.0 7.3 7.8 8.2 8.5 8.7 9.0 9.4 9.8 9.10 10.0 10.1 10.2 10.3 10.6 10.11 11.2 11.4";
    private static final String MEDIUM = "13.15 15.4 15.15 16.1 20.0 23.4";
    private static final String MEDIUM_EN =
            "11.4 14.1 14.12 14.14 15.4 16.0 16.4 16.9 17.12 17.14 18.7 18.10 18.15 20.0 20.3 20.9"
                    + " 20.14 21.12";
    private static final String LARGE_V2 =
            "10.12 13.17 16.11 16.12 16.13 17.15 17.16 18.4 18.11 18.19 19.11 21.2 21.3 22.3 22.9"
                    + " 22.12 23.5 23.7 23.13 25.5 26.1 26.12 27.15";
    private static final String LARGE_V3 = "7.0 10.17 12.18 13.12 16.1 17.14 19.11 21.4 24.1 25.6";
    private static final String TURBO = "2.4 2.11 3.3 3.6 3.11 3.14";

    private AlignmentHeads() {}

    /// As written in the model's `config.json`, or else as known for a model of this size; for any
    /// other model all heads of the later half, which together look there too, less sharply.
    static List<AttentionHead> of(Path configJson, Dimensions dimensions) {
        if (Files.exists(configJson)) {
            var listed = JsonMapper.shared().readTree(configJson.toFile()).path("alignment_heads");
            var heads = new ArrayList<AttentionHead>();
            listed.forEach(pair -> heads.add(head(pair.path(0).asInt(), pair.path(1).asInt())));
            if (!heads.isEmpty() && heads.stream().allMatch(head -> exists(head, dimensions))) {
                return List.copyOf(heads);
            }
        }
        return known(dimensions);
    }

    private static List<AttentionHead> known(Dimensions d) {
        boolean all = d.multilingual();
        return switch (d.encoderLayers() + "/" + d.decoderLayers() + "/" + d.decoderHeads()) {
            case "4/4/6" -> parse(all ? TINY : TINY_EN);
            case "6/6/8" -> parse(all ? BASE : BASE_EN);
            case "12/12/12" -> parse(all ? SMALL : SMALL_EN);
            case "24/24/16" -> parse(all ? MEDIUM : MEDIUM_EN);
            case "32/32/20" -> parse(d.melBins() == LARGE_V3_BINS ? LARGE_V3 : LARGE_V2);
            case "32/4/20" -> parse(TURBO);
            default -> laterHalf(d);
        };
    }

    private static List<AttentionHead> parse(String heads) {
        return Arrays.stream(heads.split(" "))
                .map(head -> head.split("\\."))
                .map(pair -> head(Integer.parseInt(pair[0]), Integer.parseInt(pair[1])))
                .toList();
    }

    private static List<AttentionHead> laterHalf(Dimensions d) {
        return IntStream.range(d.decoderLayers() / 2, d.decoderLayers())
                .boxed()
                .flatMap(
                        layer -> IntStream.range(0, d.decoderHeads()).mapToObj(h -> head(layer, h)))
                .toList();
    }

    private static AttentionHead head(int layer, int head) {
        return new AttentionHead(layer, head);
    }

    private static boolean exists(AttentionHead head, Dimensions d) {
        return head.layer() >= 0
                && head.layer() < d.decoderLayers()
                && head.head() >= 0
                && head.head() < d.decoderHeads();
    }
}
