package com.ninja3cx.server.recording;

import com.ninja3cx.server.transcript.Party;
import com.ninja3cx.server.transcript.Segment;
import com.ninja3cx.server.transcript.Word;
import com.ninja3cx.speech.RevisionStream;
import com.ninja3cx.speech.Speech;
import com.ninja3cx.speech.audio.AudioUnreadable;
import com.ninja3cx.speech.audio.Channels;
import com.ninja3cx.speech.audio.FfmpegAudio;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Reads a recording in whole windows. With two channels the first is the technician's.
final class RecordingReader {

    private final Speech speech;
    private final Optional<String> language;
    private final FfmpegAudio audio = new FfmpegAudio();

    RecordingReader(Speech speech, Optional<String> language) {
        this.speech = speech;
        this.language = language;
    }

    /// @throws AudioUnreadable when it is no sound, or nothing of it can be read
    /// @throws IllegalStateException when the engine has failed or was closed
    List<Segment> read(String callId, Path file) throws AudioUnreadable, InterruptedException {
        List<Segment> segments = new ArrayList<>();
        List<RevisionStream> streams = new ArrayList<>();
        try {
            try {
                audio.read(
                        file,
                        Channels.SPLIT,
                        pieces -> {
                            while (streams.size() < pieces.length) {
                                Party party = party(streams.size(), pieces.length);
                                streams.add(open(callId, party, segments));
                            }
                            for (int i = 0; i < pieces.length; i++) {
                                streams.get(i).accept(pieces[i]);
                            }
                        });
            } catch (AudioUnreadable unreadable) {
                // What could be read of a damaged recording is better than nothing.
                if (unreadable.code() != AudioUnreadable.Code.CUT_SHORT || streams.isEmpty()) {
                    throw unreadable;
                }
            }
            for (RevisionStream each : streams) {
                each.finish();
            }
        } finally {
            streams.forEach(RevisionStream::close);
        }
        segments.sort(
                Comparator.comparingLong(Segment::startMillis)
                        .thenComparingLong(Segment::utterance));
        return segments;
    }

    private RevisionStream open(String callId, Party party, List<Segment> segments) {
        return speech.revise(
                language,
                read -> {
                    long number = segments.stream().filter(each -> each.channel() == party).count();
                    segments.add(
                            new Segment(
                                    callId,
                                    Segment.REVISED,
                                    party,
                                    number,
                                    read.startMillis(),
                                    read.endMillis(),
                                    read.text(),
                                    read.language(),
                                    read.confidence(),
                                    Word.of(read.words(), 0)));
                });
    }

    private static Party party(int index, int count) {
        if (count == 1) {
            return Party.BOTH;
        }
        return index == 0 ? Party.AGENT : Party.CALLER;
    }
}
