package com.ninja3cx.speech.whisper;

/// The spectrogram that Whisper listens to: frames of 25 ms every 10 ms, Hann window, energy in mel
/// bands, logarithm, limited to 8 decades below the loudest, scaled to about -1 … 1.
///
/// Sound is followed by silence up to the wanted number of frames, and mirrored at both ends, as in
/// training. Thread-safe.
final class LogMel {

    static final int SAMPLE_RATE = 16_000;
    static final int FRAME_STEP = 160;
    static final int FRAMES_PER_SECOND = SAMPLE_RATE / FRAME_STEP;

    private static final int FRAME_LENGTH = 400;
    private static final double LEAST_ENERGY = 1e-10;
    private static final double DECADES = 8;

    private final MelFilters filters;
    private final float[] window = new float[FRAME_LENGTH];

    LogMel(int bins) {
        filters = new MelFilters(bins, SAMPLE_RATE, FRAME_LENGTH);
        for (int i = 0; i < FRAME_LENGTH; i++) {
            window[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * i / FRAME_LENGTH));
        }
    }

    /// The spectrogram `[bins, frames]`, row by row. Samples beyond `frames` frames are left out.
    float[] of(float[] samples, int frames) {
        int total = frames * FRAME_STEP;
        int bins = filters.count();
        float[] mel = new float[bins * frames];
        var fft = new RealFft(FRAME_LENGTH);
        float[] frame = new float[FRAME_LENGTH];
        double[] power = new double[FRAME_LENGTH / 2 + 1];
        float silent = (float) Math.log10(LEAST_ENERGY);
        float loudest = silent;
        for (int t = 0; t < frames; t++) {
            if (fill(frame, samples, t * FRAME_STEP - FRAME_LENGTH / 2, total)) {
                fft.power(frame, power);
                for (int bin = 0; bin < bins; bin++) {
                    double energy = Math.max(LEAST_ENERGY, filters.energy(bin, power));
                    float level = (float) Math.log10(energy);
                    mel[bin * frames + t] = level;
                    loudest = Math.max(loudest, level);
                }
            } else {
                for (int bin = 0; bin < bins; bin++) {
                    mel[bin * frames + t] = silent;
                }
            }
        }
        float least = (float) (loudest - DECADES);
        for (int i = 0; i < mel.length; i++) {
            mel[i] = (Math.max(mel[i], least) + 4) / 4;
        }
        return mel;
    }

    /// Whether there was any sound in the frame.
    private boolean fill(float[] frame, float[] samples, int start, int total) {
        boolean sound = false;
        if (start >= samples.length && start + FRAME_LENGTH <= total) {
            return false;
        }
        for (int i = 0; i < FRAME_LENGTH; i++) {
            int mirrored = Math.abs(start + i);
            if (mirrored >= total) {
                mirrored = 2 * (total - 1) - mirrored;
            }
            float sample = mirrored < samples.length ? samples[mirrored] : 0;
            frame[i] = sample * window[i];
            sound |= sample != 0;
        }
        return sound;
    }
}
