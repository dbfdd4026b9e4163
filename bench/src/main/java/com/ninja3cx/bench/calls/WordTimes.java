package com.ninja3cx.bench.calls;

import com.ninja3cx.simulator.calls.CallSound;
import com.ninja3cx.simulator.calls.SpokenWord;
import com.ninja3cx.simulator.calls.Turn;
import com.ninja3cx.speech.whisper.WhisperModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// When each word of a turn is said: the model is given the exact text (forced alignment), then
/// each word is cut to where there is sound, for a pause is otherwise given to the word before it.
public final class WordTimes {

    private static final int RATE = 16_000;
    private static final int FRAME = RATE / 100;
    private static final int FRAME_MILLIS = 10;
    private static final int MARGIN_MILLIS = 200;

    /// Frames this far below the loudest of the turn are silence: 35 dB.
    private static final double QUIET = Math.pow(10, -3.5);

    private final WhisperModel model;

    public WordTimes(WhisperModel model) {
        this.model = model;
    }

    /// Empty where it cannot be found out: a turn of more than 30 s, or of a language that the
    /// model does not know.
    ///
    /// @param sound the call at 16 kHz
    public List<SpokenWord> find(CallSound sound, Turn turn, String language) {
        short[] samples = sound.of(turn.channel());
        long begin = Math.max(0, turn.startMillis() - MARGIN_MILLIS);
        int from = (int) Math.min(begin * RATE / 1_000, samples.length);
        int to = (int) Math.min((turn.endMillis() + MARGIN_MILLIS) * RATE / 1_000, samples.length);
        if (turn.text().isBlank() || to - from < FRAME) {
            return List.of();
        }
        float[] heard = Pcm.floats(samples, from, to);
        boolean[] loud = loud(heard);
        try {
            var words = new ArrayList<SpokenWord>();
            for (var word : model.align(heard, language, turn.text())) {
                words.add(
                        cut(
                                word.text(),
                                (int) (word.startMillis() / FRAME_MILLIS),
                                (int) (word.endMillis() / FRAME_MILLIS),
                                loud,
                                begin,
                                turn));
            }
            return words;
        } catch (IllegalArgumentException tooLong) {
            return List.of();
        }
    }

    private static SpokenWord cut(
            String text, int first, int end, boolean[] loud, long begin, Turn turn) {
        int from = first;
        int to = Math.min(Math.max(end, first + 1), loud.length);
        while (from < to && !loud[from]) {
            from++;
        }
        if (from == to) {
            from = first;
        } else {
            while (!loud[to - 1]) {
                to--;
            }
        }
        long start =
                Math.clamp(
                        begin + (long) from * FRAME_MILLIS, turn.startMillis(), turn.endMillis());
        long last = Math.clamp(begin + (long) to * FRAME_MILLIS, start, turn.endMillis());
        return new SpokenWord(text, start, last);
    }

    private static boolean[] loud(float[] sound) {
        double[] power = new double[sound.length / FRAME];
        for (int i = 0; i < power.length * FRAME; i++) {
            power[i / FRAME] += (double) sound[i] * sound[i];
        }
        double loudest = Arrays.stream(power).max().orElse(0);
        boolean[] loud = new boolean[power.length];
        for (int i = 0; i < loud.length; i++) {
            loud[i] = power[i] > loudest * QUIET;
        }
        return loud;
    }
}
