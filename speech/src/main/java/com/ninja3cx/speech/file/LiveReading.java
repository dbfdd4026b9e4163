package com.ninja3cx.speech.file;

import com.ninja3cx.speech.LiveStream;
import com.ninja3cx.speech.RecognizerEvent;
import com.ninja3cx.speech.Speech;
import com.ninja3cx.speech.StreamOptions;
import com.ninja3cx.speech.audio.AudioUnreadable;
import com.ninja3cx.speech.audio.FfmpegAudio;
import com.ninja3cx.speech.audio.Resampler;
import com.ninja3cx.speech.file.Transcription.Glimpse;
import com.ninja3cx.speech.file.Transcription.Segment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Plays a recording in real time to the live engine and measures how far the words are behind.
public final class LiveReading {

    private static final int PIECE = Resampler.OUTPUT_RATE / 10;

    private final Speech speech;
    private final String model;
    private final FfmpegAudio audio;

    public LiveReading(Speech speech, String model, FfmpegAudio audio) {
        this.speech = speech;
        this.model = model;
        this.audio = audio;
    }

    /// Plays `file` to its end, which takes as long as it is.
    ///
    /// @param onSegment hears each final text when it comes
    /// @param onGlimpse hears the words so far
    /// @throws FellBehind when the engine is ten minutes late
    public Transcription play(
            Path file,
            TranscriptionOptions options,
            Consumer<Segment> onSegment,
            Consumer<Glimpse> onGlimpse,
            Locale locale)
            throws AudioUnreadable, InterruptedException {
        var cost = new Cost();
        var run = new Run(options, onSegment, onGlimpse);
        String warning = null;
        try {
            audio.read(file, options.channels(), run::accept);
        } catch (AudioUnreadable unreadable) {
            if (unreadable.code() != AudioUnreadable.Code.CUT_SHORT) {
                throw unreadable;
            }
            warning = unreadable.wording().in(locale);
        }
        run.finish();
        return new Transcription(
                Transcription.mostSpoken(run.segments),
                model,
                run.segments,
                run.glimpses,
                cost.after((double) run.played / Resampler.OUTPUT_RATE),
                warning);
    }

    private final class Run {

        private final TranscriptionOptions options;
        private final Consumer<Segment> onSegment;
        private final Consumer<Glimpse> onGlimpse;
        private final ReentrantLock lock = new ReentrantLock();
        private final List<Segment> segments = new ArrayList<>();
        private final List<Glimpse> glimpses = new ArrayList<>();
        private final List<LiveStream> streams = new ArrayList<>();
        private final List<CountDownLatch> ends = new ArrayList<>();
        private long began;
        private long played;

        Run(
                TranscriptionOptions options,
                Consumer<Segment> onSegment,
                Consumer<Glimpse> onGlimpse) {
            this.options = options;
            this.onSegment = onSegment;
            this.onGlimpse = onGlimpse;
        }

        /// Sound is given when it would have been heard in full: its last sample is now.
        void accept(float[][] channels) {
            if (streams.isEmpty()) {
                open(channels.length);
                began = System.nanoTime();
            }
            for (int from = 0; from < channels[0].length; from += PIECE) {
                int to = Math.min(from + PIECE, channels[0].length);
                played += to - from;
                waitUntil(began + played * TimeUnit.SECONDS.toNanos(1) / Resampler.OUTPUT_RATE);
                for (int i = 0; i < channels.length; i++) {
                    give(streams.get(i), Arrays.copyOfRange(channels[i], from, to));
                }
            }
        }

        private static void give(LiveStream stream, float[] sound) {
            try {
                stream.accept(sound);
            } catch (IllegalStateException tooMuch) {
                throw new FellBehind(tooMuch);
            }
        }

        void finish() throws InterruptedException {
            streams.forEach(LiveStream::finish);
            for (CountDownLatch end : ends) {
                end.await();
            }
            lock.lock();
            try {
                segments.sort(Comparator.comparingDouble(Segment::start));
            } finally {
                lock.unlock();
            }
        }

        private void open(int count) {
            for (int i = 0; i < count; i++) {
                String channel = Transcription.channelName(i, count);
                var end = new CountDownLatch(1);
                ends.add(end);
                streams.add(
                        speech.open(
                                StreamOptions.fromStart(options.language()),
                                event -> hear(channel, event, end)));
            }
        }

        private void hear(String channel, RecognizerEvent event, CountDownLatch end) {
            long now = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            switch (event) {
                case RecognizerEvent.Partial partial ->
                        add(
                                new Glimpse(
                                        channel,
                                        partial.endMillis() / 1000.0,
                                        partial.text(),
                                        now - partial.endMillis()));
                case RecognizerEvent.Final text ->
                        add(
                                new Segment(
                                        channel,
                                        text.startMillis() / 1000.0,
                                        text.endMillis() / 1000.0,
                                        text.text(),
                                        text.confidence(),
                                        text.language(),
                                        now - text.endMillis(),
                                        Transcription.words(text.words())));
                case RecognizerEvent.Dropped dropped -> {}
                case RecognizerEvent.Committed mark -> {}
                case RecognizerEvent.Ended over -> end.countDown();
            }
        }

        private void add(Glimpse glimpse) {
            lock.lock();
            try {
                glimpses.add(glimpse);
                onGlimpse.accept(glimpse);
            } finally {
                lock.unlock();
            }
        }

        private void add(Segment segment) {
            lock.lock();
            try {
                segments.add(segment);
                onSegment.accept(segment);
            } finally {
                lock.unlock();
            }
        }

        private static void waitUntil(long nanoTime) {
            for (long left = nanoTime - System.nanoTime();
                    left > 0;
                    left = nanoTime - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }
}
