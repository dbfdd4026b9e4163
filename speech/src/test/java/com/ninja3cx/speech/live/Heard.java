package com.ninja3cx.speech.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.speech.RecognizerEvent;
import com.ninja3cx.speech.RecognizerEvent.Ended;
import com.ninja3cx.speech.RecognizerEvent.Final;
import com.ninja3cx.speech.Said;
import com.ninja3cx.speech.audio.Samples;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What a listener heard.
final class Heard {

    final List<RecognizerEvent> events = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    void add(RecognizerEvent event) {
        events.add(event);
        if (event instanceof Ended) {
            end.countDown();
        }
    }

    void awaitEnd() {
        try {
            assertThat(end.await(30, TimeUnit.SECONDS)).as("the end came").isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    List<Final> finals() {
        return of(Final.class);
    }

    <T extends RecognizerEvent> List<T> of(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /// A final text with its sound, as a resumed stream is given it.
    static Said said(Final text, float[] stream) {
        int start = (int) text.startMillis() * Samples.PER_MILLI;
        int end = (int) text.endMillis() * Samples.PER_MILLI;
        return new Said(
                text.startMillis(),
                text.endMillis(),
                text.text(),
                text.language(),
                Arrays.copyOfRange(stream, start, end));
    }
}
