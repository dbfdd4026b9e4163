package com.ninja3cx.speech.weights;

/// The size of a Whisper model.
///
/// @param melBins rows of the spectrogram: 80, or 128 since large-v3
/// @param width numbers per position, in encoder and decoder
/// @param audioFrames positions of the encoder for 30 s of sound
/// @param textPositions most tokens the decoder can look at, prompt included
/// @param vocabulary tokens known, special ones and time marks included
public record Dimensions(
        int melBins,
        int width,
        int encoderLayers,
        int encoderHeads,
        int decoderLayers,
        int decoderHeads,
        int audioFrames,
        int textPositions,
        int vocabulary) {

    /// Vocabularies of models for English alone have one entry less than any other.
    private static final int SMALLEST_MULTILINGUAL = 51_865;

    public Dimensions {
        if (melBins <= 0 || encoderLayers <= 0 || decoderLayers <= 0 || vocabulary <= 0) {
            throw new IllegalArgumentException("a model without content");
        }
        if (width % encoderHeads != 0 || width % decoderHeads != 0) {
            throw new IllegalArgumentException("width " + width + " cannot be split by heads");
        }
    }

    /// Whether the model knows other languages than English.
    public boolean multilingual() {
        return vocabulary >= SMALLEST_MULTILINGUAL;
    }
}
