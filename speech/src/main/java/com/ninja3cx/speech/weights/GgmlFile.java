package com.ninja3cx.speech.weights;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A ggml `.bin` of whisper.cpp: sizes, mel filters, vocabulary, then tensors under their original
/// names, dimensions in reverse order.
final class GgmlFile {

    static final int MAGIC = 0x67676d6c;

    private static final int MOST_TOKENS = 1 << 20;
    private static final Map<Integer, Encoding> ENCODINGS =
            Map.of(
                    0, Encoding.FLOAT32,
                    1, Encoding.FLOAT16,
                    2, Encoding.Q4_0,
                    6, Encoding.Q5_0,
                    7, Encoding.Q5_1,
                    8, Encoding.Q8_0);

    private GgmlFile() {}

    static WhisperWeights.Content read(Path file, MemorySegment bytes) {
        var reader = new ByteReader(file, bytes);
        reader.readInt("the magic number");
        int vocabulary = reader.readCount("the vocabulary size", MOST_TOKENS);
        int audioFrames = reader.readInt("the audio context");
        int width = reader.readInt("the width");
        int encoderHeads = reader.readInt("the encoder's heads");
        int encoderLayers = reader.readInt("the encoder's layers");
        int textPositions = reader.readInt("the text context");
        reader.readInt("the decoder's width");
        int decoderHeads = reader.readInt("the decoder's heads");
        int decoderLayers = reader.readInt("the decoder's layers");
        int melBins = reader.readInt("the number of mel bins");
        reader.readInt("the number type");
        var dimensions =
                new Dimensions(
                        melBins,
                        width,
                        encoderLayers,
                        encoderHeads,
                        decoderLayers,
                        decoderHeads,
                        audioFrames,
                        textPositions,
                        vocabulary);
        long filters =
                (long) reader.readCount("the mel filters' rows", 1024)
                        * reader.readCount("the mel filters' columns", 1024);
        reader.take(filters * 4, "the mel filters");
        int count = reader.readCount("the number of tokens", MOST_TOKENS);
        var tokens = new ArrayList<byte[]>(count);
        for (int i = 0; i < count; i++) {
            tokens.add(reader.readBytes(reader.readCount("a token's length", 1 << 16), "a token"));
        }
        var tensors = new HashMap<String, Tensor>();
        while (!reader.atEnd()) {
            readTensor(file, reader, tensors);
        }
        return new WhisperWeights.Content(dimensions, tensors, tokens);
    }

    private static void readTensor(Path file, ByteReader reader, Map<String, Tensor> tensors) {
        int rank = reader.readCount("a tensor's rank", 4);
        int nameLength = reader.readCount("the length of a tensor's name", 1024);
        int type = reader.readInt("a tensor's type");
        List<Integer> shape = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            shape.add(reader.readCount("a tensor's dimension", Integer.MAX_VALUE));
        }
        Collections.reverse(shape);
        String name = reader.readText(nameLength, "a tensor's name");
        var encoding = ENCODINGS.get(type);
        if (encoding == null) {
            throw new WeightsException(
                    WeightsException.Code.UNKNOWN_FORMAT,
                    file,
                    "tensor %s has number type %d, expected f32, f16, q8_0, q5_0, q5_1 or q4_0"
                            .formatted(name, type));
        }
        long numbers = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        if (shape.getLast() % encoding.blockNumbers() != 0) {
            throw new WeightsException(
                    WeightsException.Code.UNKNOWN_FORMAT,
                    file,
                    "tensor %s of shape %s cannot be stored as %s"
                            .formatted(name, shape, encoding));
        }
        var bytes = reader.take(encoding.size(numbers), "tensor " + name);
        // Biases of the convolutions are stored as columns: [width, 1].
        boolean column = rank == 2 && shape.getLast() == 1;
        tensors.put(
                name,
                new Tensor(column ? List.of(shape.getFirst()) : shape, encoding, bytes, null));
    }
}
