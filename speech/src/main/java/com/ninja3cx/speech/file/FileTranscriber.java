package com.ninja3cx.speech.file;

import com.ninja3cx.speech.RevisedSegment;
import com.ninja3cx.speech.audio.AudioUnreadable;
import com.ninja3cx.speech.audio.FfmpegAudio;
import com.ninja3cx.speech.audio.Resampler;
import com.ninja3cx.speech.file.Transcription.Segment;
import com.ninja3cx.speech.vad.VoiceActivity;
import com.ninja3cx.speech.whisper.WindowDecoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;

/// Reads a recording in whole windows, channel by channel side by side, without holding more than
/// some windows of it. Decodes on the calling thread, which must be a platform thread.
public final class FileTranscriber {

    private final VoiceActivity detector;
    private final WindowDecoder decoder;
    private final String model;
    private final FfmpegAudio audio;

    public FileTranscriber(
            VoiceActivity detector, WindowDecoder decoder, String model, FfmpegAudio audio) {
        this.detector = detector;
        this.decoder = decoder;
        this.model = model;
        this.audio = audio;
    }

    /// Reads `file` to its end. A file that is cut short is read as far as it goes, with a warning.
    ///
    /// @param onSegment hears each segment when all channels are read up to it, in order of time
    /// @param onSeconds hears how many seconds are read
    /// @param locale of the warning
    public Transcription transcribe(
            Path file,
            TranscriptionOptions options,
            Consumer<Segment> onSegment,
            DoubleConsumer onSeconds,
            Locale locale)
            throws AudioUnreadable, InterruptedException {
        var cost = new Cost();
        var run = new Run(options, onSegment, onSeconds);
        String warning = null;
        try {
            audio.read(file, options.channels(), run::accept);
        } catch (AudioUnreadable unreadable) {
            if (unreadable.code() != AudioUnreadable.Code.CUT_SHORT) {
                throw unreadable;
            }
            warning = unreadable.wording().in(locale);
        }
        List<Segment> segments = run.finish();
        return new Transcription(
                Transcription.mostSpoken(segments),
                model,
                segments,
                null,
                cost.after(run.seconds()),
                warning);
    }

    private final class Run {

        private final TranscriptionOptions options;
        private final Consumer<Segment> onSegment;
        private final DoubleConsumer onSeconds;
        private final List<Segment> segments = new ArrayList<>();
        private final PriorityQueue<Segment> untold =
                new PriorityQueue<>(
                        Comparator.comparingDouble(Segment::start)
                                .thenComparing(Segment::end)
                                .thenComparing(Segment::channel));
        private final List<ChannelTranscriber> channels = new ArrayList<>();
        private long samples;

        Run(TranscriptionOptions options, Consumer<Segment> onSegment, DoubleConsumer onSeconds) {
            this.options = options;
            this.onSegment = onSegment;
            this.onSeconds = onSeconds;
        }

        void accept(float[][] pieces) {
            while (channels.size() < pieces.length) {
                channels.add(open(Transcription.channelName(channels.size(), pieces.length)));
            }
            for (int i = 0; i < pieces.length; i++) {
                channels.get(i).accept(pieces[i]);
            }
            samples += pieces[0].length;
            tell(channels.stream().mapToLong(ChannelTranscriber::reportedMillis).min().orElse(0));
            onSeconds.accept(seconds());
        }

        List<Segment> finish() {
            channels.forEach(ChannelTranscriber::finish);
            tell(Long.MAX_VALUE);
            return segments;
        }

        /// Tells the segments that begin before this, in the order in which they were said: what
        /// one channel has read early waits for the other.
        private void tell(long millis) {
            while (!untold.isEmpty() && untold.peek().start() * 1000 < millis) {
                Segment next = untold.remove();
                segments.add(next);
                onSegment.accept(next);
            }
        }

        double seconds() {
            return (double) samples / Resampler.OUTPUT_RATE;
        }

        private ChannelTranscriber open(String channel) {
            return new ChannelTranscriber(
                    detector,
                    decoder,
                    options.language(),
                    options.languages(),
                    options.hotWords(),
                    revised -> add(channel, revised));
        }

        private void add(String channel, RevisedSegment revised) {
            var segment =
                    new Segment(
                            channel,
                            revised.startMillis() / 1000.0,
                            revised.endMillis() / 1000.0,
                            revised.text(),
                            revised.confidence(),
                            revised.language(),
                            null,
                            Transcription.words(revised.words()));
            untold.add(segment);
        }
    }
}
