package com.ninja3cx.server.recording;

import com.ninja3cx.speech.RevisedSegment;
import com.ninja3cx.speech.RevisionStream;
import com.ninja3cx.speech.Speech;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/// Reads one channel's kept sound in whole windows while it is still being written, so that only
/// the tail is left when the call ends.
final class FollowedChannel implements AutoCloseable {

    private static final int PIECE = 16_000;

    private final Path file;
    private final Semaphore news = new Semaphore(0);
    private final List<RevisedSegment> segments = new ArrayList<>();
    private final RevisionStream reading;
    private final CompletableFuture<List<RevisedSegment>> result = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean ended;

    private FollowedChannel(Path file, Speech speech, Optional<String> language) {
        this.file = file;
        this.reading = speech.revise(language, segments::add);
        this.thread = Thread.ofVirtual().name("revision").unstarted(this::run);
    }

    static FollowedChannel start(Path file, Speech speech, Optional<String> language) {
        var followed = new FollowedChannel(file, speech, language);
        followed.thread.start();
        return followed;
    }

    /// More sound was written.
    void more() {
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    /// No more sound will be written and the text is awaited; the result follows.
    CompletableFuture<List<RevisedSegment>> end() {
        ended = true;
        reading.hurry();
        news.release();
        return result;
    }

    boolean ended() {
        return ended;
    }

    private void run() {
        try (reading;
                KeptAudio audio = KeptAudio.open(file)) {
            long position = 0;
            while (true) {
                boolean last = ended;
                float[] piece = audio.read(position, PIECE);
                if (piece.length > 0) {
                    reading.accept(piece);
                    position += piece.length;
                } else if (last) {
                    break;
                } else {
                    news.acquire();
                }
            }
            reading.finish();
            result.complete(List.copyOf(segments));
        } catch (IOException | RuntimeException | InterruptedException e) {
            result.completeExceptionally(e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
