package com.ninja3cx.speech.reading;

import com.ninja3cx.speech.Said;
import com.ninja3cx.speech.audio.Samples;
import com.ninja3cx.speech.whisper.WindowDecoder.Begun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What was said before on a stream, for the decoder: the sound and text of what came right before,
/// with which an utterance is heard together, and the texts before that as a prompt. Depends on
/// what was said alone, so that a resumed stream has the same. Not thread-safe.
public final class Context {

    /// Of sound heard together: more makes texts better no longer, only later.
    private static final int MOST_SAMPLES = 12_000 * Samples.PER_MILLI;

    /// What ended longer ago is not heard with what is said now.
    private static final long OLDEST_MILLIS = 30_000;

    private final List<Said> said = new ArrayList<>();

    /// @param begun heard together with the utterance
    /// @param prompt said before that
    public record Before(Begun begun, String prompt) {}

    public Context(List<Said> before) {
        before.forEach(this::add);
    }

    public void add(Said text) {
        said.add(text.sound().length > MOST_SAMPLES ? text.withoutSound() : text);
        if (said.size() > Said.MOST) {
            said.removeFirst();
        }
        int old = said.size() - 1 - Said.MOST_WITH_SOUND;
        if (old >= 0) {
            said.set(old, said.get(old).withoutSound());
        }
    }

    /// The language of what was said last.
    public Optional<String> language() {
        return said.isEmpty() ? Optional.empty() : Optional.of(said.getLast().language());
    }

    /// All of it as a prompt; empty when nothing was said yet.
    public String prompt() {
        return prompt(said.size());
    }

    /// What an utterance is read with.
    ///
    /// @param startMillis where its speech begins
    /// @param samples of its own
    /// @param language in which it is read: words of another would be gone on with in that one
    public Before before(long startMillis, int samples, String language) {
        int first = said.size();
        int together = samples;
        while (first > 0 && said.size() - first < Said.MOST_WITH_SOUND) {
            Said earlier = said.get(first - 1);
            together += earlier.sound().length;
            if (earlier.sound().length == 0
                    || together > MOST_SAMPLES
                    || startMillis - earlier.endMillis() > OLDEST_MILLIS
                    || !earlier.language().equals(language)) {
                break;
            }
            first--;
        }
        return new Before(begun(said.subList(first, said.size())), prompt(first));
    }

    private static Begun begun(List<Said> together) {
        int length = together.stream().mapToInt(each -> each.sound().length).sum();
        float[] sound = new float[length];
        int at = 0;
        for (Said each : together) {
            System.arraycopy(each.sound(), 0, sound, at, each.sound().length);
            at += each.sound().length;
        }
        return new Begun(sound, together.stream().map(Said::text).collect(Collectors.joining(" ")));
    }

    private String prompt(int end) {
        return TextsBefore.prompt(said.stream().limit(end).map(Said::text).toList());
    }
}
