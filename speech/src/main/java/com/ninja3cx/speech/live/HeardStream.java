package com.ninja3cx.speech.live;

import com.ninja3cx.speech.LiveStream;
import com.ninja3cx.speech.RecognizerEvent;
import com.ninja3cx.speech.StreamOptions;
import com.ninja3cx.speech.audio.Samples;
import com.ninja3cx.speech.vad.EndpointEvent;
import com.ninja3cx.speech.vad.Endpointer;
import com.ninja3cx.speech.vad.VoiceActivity;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// One stream: takes sound from its caller, is listened to by its [Ear], and hands utterances to
/// the [DecodeQueue].
final class HeardStream implements LiveStream {

    private final long firstSample;
    private final DecodeQueue queue;
    private final Lane lane;
    private final Tuning tuning;
    private final LongSupplier nanoTime;
    private final Consumer<HeardStream> wake;
    private final Consumer<HeardStream> forget;

    private final Queue<float[]> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean awake = new AtomicBoolean();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong decided = new AtomicLong();
    private final AtomicLong reported = new AtomicLong();
    private final AtomicLong listened = new AtomicLong();

    /// Where the ended utterances end of which nothing was told yet.
    private final Queue<Long> untold = new ConcurrentLinkedQueue<>();

    private volatile boolean finishing;
    private volatile boolean closed;

    private @Nullable Endpointer endpointer;
    private boolean ended;
    private long nextUtterance;

    /// @param wake called when there is something to listen to
    /// @param forget called once, when the stream is over
    HeardStream(
            StreamOptions options,
            List<String> languages,
            Consumer<RecognizerEvent> listener,
            DecodeQueue queue,
            Tuning tuning,
            LongSupplier nanoTime,
            Consumer<HeardStream> wake,
            Consumer<HeardStream> forget) {
        this.queue = queue;
        this.tuning = tuning;
        this.nanoTime = nanoTime;
        this.wake = wake;
        this.forget = forget;
        this.nextUtterance = options.nextUtterance();
        long first = options.startMillis() * Samples.PER_MILLI;
        this.firstSample = first;
        received.set(first);
        decided.set(first);
        reported.set(first);
        listened.set(first);
        this.lane = new Lane(new Reading(options, languages, event -> deliver(event, listener)));
        queue.open(lane);
    }

    @Override
    public void accept(float[] samples) {
        if (closed || finishing) {
            return;
        }
        if (lagMillis() > tuning.mostWaitingMillis()) {
            throw new IllegalStateException(
                    "more than %d s of sound wait to be decoded"
                            .formatted(tuning.mostWaitingMillis() / 1000));
        }
        inbox.add(Samples.clean(samples));
        received.addAndGet(samples.length);
        call();
    }

    @Override
    public void finish() {
        finishing = true;
        call();
    }

    @Override
    public long lagMillis() {
        // In silence nothing waits: what the ear has decided counts, unless texts are still due.
        long covered = Math.max(reported.get(), untold.isEmpty() ? decided.get() : 0);
        return Math.max(0, received.get() - covered) / Samples.PER_MILLI;
    }

    @Override
    public long behindMillis() {
        Long oldest = untold.peek();
        long followed = oldest == null ? listened.get() : oldest;
        return Math.max(0, received.get() - followed) / Samples.PER_MILLI;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            inbox.clear();
            queue.close(lane);
            forget.accept(this);
        }
    }

    /// Hears what came; on the thread of its ear.
    void listen(VoiceActivity detector) {
        awake.set(false);
        boolean last = finishing;
        Endpointer cutter = endpointer;
        if (cutter == null) {
            cutter =
                    new Endpointer(
                            detector,
                            tuning.endpointing(),
                            firstSample,
                            tuning.partialEveryMillis(),
                            this::pass);
            endpointer = cutter;
        }
        for (float[] piece = inbox.poll(); piece != null; piece = inbox.poll()) {
            cutter.accept(piece);
            decided.set(cutter.decided());
            listened.set(cutter.position());
        }
        if (last && !ended && !closed) {
            ended = true;
            cutter.finish();
            queue.add(lane, new Job.End(cutter.position()));
        }
    }

    /// Hearing failed for good: the listener gets its end.
    void fail() {
        queue.add(lane, new Job.End(received.get()));
    }

    /// Asks the ear to listen, unless it is asked already.
    void call() {
        if (awake.compareAndSet(false, true)) {
            wake.accept(this);
        }
    }

    /// Nobody can listen yet: the next sound asks again.
    void sleepOn() {
        awake.set(false);
    }

    private void pass(EndpointEvent event) {
        switch (event) {
            case EndpointEvent.Speaking speaking ->
                    queue.add(
                            lane,
                            Glimpse.speaking(nextUtterance, speaking.start(), speaking.samples()));
            case EndpointEvent.Pausing pausing ->
                    queue.add(lane, Glimpse.pausing(nextUtterance, pausing.soFar()));
            case EndpointEvent.Utterance utterance -> {
                untold.add(utterance.end());
                queue.add(lane, new Job.Final(nextUtterance++, utterance, nanoTime.getAsLong()));
            }
            case EndpointEvent.Mark mark ->
                    queue.add(lane, new Job.Mark(mark.position(), nextUtterance));
        }
    }

    private void deliver(RecognizerEvent event, Consumer<RecognizerEvent> listener) {
        if (closed) {
            return;
        }
        switch (event) {
            case RecognizerEvent.Partial partial -> {}
            case RecognizerEvent.Final text -> covered(text.endMillis());
            case RecognizerEvent.Dropped dropped -> untold.poll();
            case RecognizerEvent.Committed mark ->
                    reported.accumulateAndGet(mark.millis() * Samples.PER_MILLI, Math::max);
            case RecognizerEvent.Ended end -> {
                reported.accumulateAndGet(end.millis() * Samples.PER_MILLI, Math::max);
                queue.close(lane);
                forget.accept(this);
            }
        }
        listener.accept(event);
    }

    private void covered(long millis) {
        untold.poll();
        reported.accumulateAndGet(millis * Samples.PER_MILLI, Math::max);
    }
}
