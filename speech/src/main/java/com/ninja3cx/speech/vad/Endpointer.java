package com.ninja3cx.speech.vad;

import com.ninja3cx.speech.vad.EndpointEvent.Mark;
import com.ninja3cx.speech.vad.EndpointEvent.Pausing;
import com.ninja3cx.speech.vad.EndpointEvent.Speaking;
import com.ninja3cx.speech.vad.EndpointEvent.Utterance;
import java.util.Arrays;
import java.util.function.Consumer;

/// Cuts one stream into utterances, by counting samples only.
///
/// After each utterance, and from time to time in silence, it sets a mark: it forgets what was
/// before, sets the detector back and hears the sound after the mark anew. So a stream that begins
/// at a mark is cut exactly as one that ran through it. Memory is bounded by the longest utterance
/// plus the longest silence without a mark. Not thread-safe.
public final class Endpointer {

    private static final int FRAME = VoiceActivity.FRAME;
    private static final int SMOOTHING = 2;

    /// Frames: the first words of an utterance are looked for more often, since a first look may
    /// find nothing yet.
    private static final int EARLY_EVERY = 16;

    private static final int EARLY_UNTIL = 60;

    private final VoiceActivity detector;
    private final VoiceActivity.Memory memory;
    private final Endpointing rules;
    private final int partialEvery;
    private final Consumer<EndpointEvent> listener;

    private float[] sound = new float[64 * FRAME];
    private int filled;
    private float[] voice = new float[64];
    private int frames;
    private long base;

    private boolean speaking;
    private int start;
    private int firstVoiced;
    private int lastVoiced;
    private int voiced;
    private int run;
    private int reported;

    /// @param firstSample position of the first sample that will come
    /// @param partialEvery milliseconds of new sound between two [Speaking], less in the first two
    ///   seconds of an utterance; 0 = never
    public Endpointer(
            VoiceActivity detector,
            Endpointing rules,
            long firstSample,
            int partialEvery,
            Consumer<EndpointEvent> listener) {
        this.detector = detector;
        this.memory = detector.newMemory();
        this.rules = rules;
        this.base = firstSample;
        this.partialEvery = Endpointing.frames(partialEvery);
        this.listener = listener;
    }

    /// Takes the next samples.
    public void accept(float[] samples) {
        if (filled + samples.length > sound.length) {
            sound = Arrays.copyOf(sound, Math.max(sound.length * 2, filled + samples.length));
        }
        System.arraycopy(samples, 0, sound, filled, samples.length);
        filled += samples.length;
        hear();
    }

    /// No more sound comes: an open utterance ends here.
    public void finish() {
        if (speaking && voiced >= Endpointing.frames(rules.minimumVoiced())) {
            int end = Math.min(filled, (lastVoiced + 1) * FRAME + rules.postRoll() * 16);
            listener.accept(utterance(start, Math.max(end, start)));
        }
        speaking = false;
        listener.accept(new Mark(position()));
    }

    /// How many samples came so far, plus those before the first.
    public long position() {
        return base + filled;
    }

    /// Everything before this sample is decided: it lies before the utterance that is open.
    public long decided() {
        return base + (speaking ? start : Math.max(0, frames - run) * FRAME);
    }

    private void hear() {
        while ((frames + 1) * FRAME <= filled) {
            if (frames == voice.length) {
                voice = Arrays.copyOf(voice, voice.length * 2);
            }
            voice[frames] = detector.probability(sound, frames * FRAME, memory);
            frames++;
            if (speaking) {
                inSpeech();
            } else {
                inSilence();
            }
        }
    }

    private void inSilence() {
        run = voice[frames - 1] >= rules.onset() ? run + 1 : 0;
        if (run >= Endpointing.frames(rules.minimumOnset())) {
            speaking = true;
            start = Math.max(0, (frames - run) * FRAME - rules.preRoll() * 16);
            firstVoiced = frames - run;
            lastVoiced = frames - 1;
            voiced = run;
            reported = frames - run;
            run = 0;
        } else if (run == 0 && frames >= Endpointing.frames(rules.silenceMark())) {
            mark(frames - Endpointing.frames(rules.preRoll()));
        }
    }

    private void inSpeech() {
        int now = frames - 1;
        if (voice[now] >= rules.release()) {
            lastVoiced = now;
        }
        if (voice[now] >= rules.onset()) {
            voiced++;
        }
        int length = frames * FRAME - start;
        boolean easy = length > rules.easyAfter() * 16;
        int hangover = Endpointing.frames(easy ? rules.easyHangover() : rules.hangover());
        if (now - lastVoiced >= hangover) {
            end();
        } else if (length >= rules.longest() * 16) {
            split();
        } else if (now - lastVoiced == Endpointing.frames(rules.postRoll()) + 1) {
            pause();
        } else {
            report();
        }
    }

    private void report() {
        boolean fresh = frames - firstVoiced < EARLY_UNTIL;
        int wait = fresh ? Math.min(EARLY_EVERY, partialEvery) : partialEvery;
        boolean due = frames - reported >= wait && lastVoiced >= reported;
        if (partialEvery > 0 && due && voiced >= Endpointing.frames(rules.minimumVoiced())) {
            reported = frames;
            listener.accept(
                    new Speaking(base + start, Arrays.copyOfRange(sound, start, frames * FRAME)));
        }
    }

    /// All the sound is there that the utterance will have if it ends here.
    private void pause() {
        if (partialEvery > 0 && voiced >= Endpointing.frames(rules.minimumVoiced())) {
            reported = frames;
            listener.accept(new Pausing(utterance(start, endMark() * FRAME)));
        }
    }

    private int endMark() {
        return lastVoiced + 1 + Endpointing.frames(rules.postRoll());
    }

    private void end() {
        int mark = endMark();
        speaking = false;
        run = 0;
        if (voiced >= Endpointing.frames(rules.minimumVoiced())) {
            listener.accept(utterance(start, mark * FRAME));
            mark(mark);
        }
    }

    /// Splits where voice is least likely, and quietest among equals, in the later part.
    private void split() {
        int first = start / FRAME;
        int from = first + (frames - first) / 2;
        int to = frames - Endpointing.frames(rules.postRoll());
        int best = to;
        double least = Double.MAX_VALUE;
        for (int frame = from; frame <= to; frame++) {
            double score = 0;
            for (int near = frame - SMOOTHING; near < frame + SMOOTHING; near++) {
                score += voice[near] + 0.5 * loudness(near);
            }
            if (score < least) {
                least = score;
                best = frame;
            }
        }
        if (voiced >= Endpointing.frames(rules.minimumVoiced())) {
            listener.accept(utterance(start, best * FRAME));
        }
        mark(best);
    }

    /// Root mean square of a frame on a logarithmic scale: 0 = silence, 1 = full scale.
    private double loudness(int frame) {
        double sum = 0;
        for (int i = frame * FRAME; i < (frame + 1) * FRAME; i++) {
            sum += (double) sound[i] * sound[i];
        }
        return Math.max(0, 1 + Math.log10(Math.sqrt(sum / FRAME) + 1e-5) / 5);
    }

    private Utterance utterance(int from, int to) {
        return new Utterance(
                base + from,
                Arrays.copyOfRange(sound, from, to),
                base + firstVoiced * FRAME,
                base + Math.min(to, (lastVoiced + 1) * FRAME),
                voiced * Endpointing.FRAME_MILLIS);
    }

    /// Forgets what is before `frame` and lets the rest be heard as the start of a fresh stream.
    private void mark(int frame) {
        int cut = frame * FRAME;
        System.arraycopy(sound, cut, sound, 0, filled - cut);
        filled -= cut;
        base += cut;
        frames = 0;
        run = 0;
        speaking = false;
        memory.reset();
        listener.accept(new Mark(base));
    }
}
