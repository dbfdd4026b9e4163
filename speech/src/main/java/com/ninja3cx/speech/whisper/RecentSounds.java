package com.ninja3cx.speech.whisper;

import com.ninja3cx.speech.onnx.Encoded;
import com.ninja3cx.speech.onnx.Layout;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the encoder made of the last few sounds: the same sound is often asked for again at once,
/// for its language and then for its words, or with another prompt.
///
/// Sounds are told apart by their array, which must not change. Bounded; nothing is kept of a sound
/// that nobody holds any more. Thread-safe.
final class RecentSounds {

    /// Enough for what a few threads look at together, and whole windows beside it; some 3 MB each
    /// at most for the base model.
    private static final int MOST = 8;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Heard> latestFirst = new ArrayDeque<>();

    private record Heard(WeakReference<float[]> samples, Layout layout, Encoded encoded) {

        boolean isOf(float[] sound, Layout wanted) {
            return samples.refersTo(sound) && layout.equals(wanted);
        }
    }

    /// What was made of this sound lately, or is made of it now.
    Encoded of(float[] samples, Layout layout, Supplier<Encoded> encoder) {
        Encoded known = find(samples, layout);
        if (known != null) {
            return known;
        }
        Encoded made = encoder.get();
        keep(new Heard(new WeakReference<>(samples), layout, made));
        return made;
    }

    private @Nullable Encoded find(float[] samples, Layout layout) {
        lock.lock();
        try {
            latestFirst.removeIf(heard -> heard.samples().refersTo(null));
            for (Heard heard : latestFirst) {
                if (heard.isOf(samples, layout)) {
                    latestFirst.remove(heard);
                    latestFirst.addFirst(heard);
                    return heard.encoded();
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private void keep(Heard heard) {
        lock.lock();
        try {
            latestFirst.addFirst(heard);
            if (latestFirst.size() > MOST) {
                latestFirst.removeLast();
            }
        } finally {
            lock.unlock();
        }
    }
}
