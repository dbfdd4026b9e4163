package com.ninja3cx.server.recording;

import com.ninja3cx.server.Service;
import com.ninja3cx.server.call.Call;
import com.ninja3cx.server.call.CallStore;
import com.ninja3cx.server.call.Leg;
import com.ninja3cx.server.call.LegStore;
import com.ninja3cx.server.call.TranscriptState;
import com.ninja3cx.server.cluster.Bus;
import com.ninja3cx.server.cluster.Hint;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.transcript.Segment;
import com.ninja3cx.server.transcript.TranscriptStore;
import com.ninja3cx.speech.RevisedSegment;
import com.ninja3cx.speech.Speech;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// The better reading of whole calls from their kept sound. It follows a call while it runs; when
/// the call is over its text is stored as one revision. What a restart interrupts is begun again
/// from the kept sound.
public final class Revisions implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(Revisions.class);
    private static final Duration RETRY = Duration.ofSeconds(30);

    private final Database database;
    private final CallStore calls;
    private final TranscriptStore transcripts;
    private final AudioFolder folder;
    private final Speech speech;
    private final Optional<String> language;
    private final Bus bus;
    private final Map<Path, FollowedChannel> followed = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public Revisions(
            Database database,
            CallStore calls,
            TranscriptStore transcripts,
            AudioFolder folder,
            Speech speech,
            Optional<String> language,
            Bus bus) {
        this.database = database;
        this.calls = calls;
        this.transcripts = transcripts;
        this.folder = folder;
        this.speech = speech;
        this.language = language;
        this.bus = bus;
    }

    @Override
    public void start() {
        for (Call call : calls.withTranscript(new TranscriptState.Revising())) {
            if (!folder.pieces(call.id()).isEmpty()) {
                finish(call.id());
            }
        }
    }

    /// Begins to read a channel whose sound is being written; again for the same file changes
    /// nothing.
    public void follow(Path file) {
        followed.computeIfAbsent(file, each -> FollowedChannel.start(each, speech, language));
    }

    /// More sound was written to a followed file.
    public void more(Path file) {
        FollowedChannel channel = followed.get(file);
        if (channel != null) {
            channel.more();
        }
    }

    /// All sound of the call is written: its revision is completed and stored, in the background.
    /// Its text must be [TranscriptState.Revising] by now.
    public void finish(String callId) {
        threads.execute(() -> revise(callId));
    }

    private void revise(String callId) {
        MDC.put("callId", callId);
        try {
            while (!attempt(callId)) {
                TimeUnit.SECONDS.sleep(RETRY.toSeconds());
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("revision failed", e);
            fail(callId);
        } finally {
            MDC.remove("callId");
        }
    }

    /// False = the speech engine cannot do it now.
    private boolean attempt(String callId) throws InterruptedException {
        List<AudioFolder.Piece> pieces = folder.pieces(callId);
        List<FollowedChannel> channels = new ArrayList<>();
        for (AudioFolder.Piece each : pieces) {
            follow(each.file());
            FollowedChannel channel = followed.get(each.file());
            if (channel != null) {
                channel.end();
                channels.add(channel);
            }
        }
        List<Segment> segments = new ArrayList<>();
        try {
            for (int i = 0; i < pieces.size(); i++) {
                List<RevisedSegment> read = channels.get(i).end().get();
                segments.addAll(segments(callId, pieces.get(i), read));
            }
        } catch (ExecutionException e) {
            pieces.forEach(each -> forget(each.file()));
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException("closing");
            }
            LOG.warn("whisper: revision has to wait: {}", String.valueOf(e.getCause()));
            return false;
        }
        store(callId, segments);
        pieces.forEach(each -> forget(each.file()));
        return true;
    }

    private void forget(Path file) {
        FollowedChannel channel = followed.remove(file);
        if (channel != null) {
            channel.close();
        }
    }

    private List<Segment> segments(
            String callId, AudioFolder.Piece piece, List<RevisedSegment> read) {
        List<Leg> legs = database.read(handle -> LegStore.ofCall(handle, callId));
        long offset = Leg.offsetMillis(legs, piece.ordinal());
        List<Segment> segments = new ArrayList<>();
        for (RevisedSegment each : read) {
            segments.add(
                    new Segment(
                            callId,
                            Segment.REVISED,
                            piece.party(),
                            piece.ordinal() * Segment.PER_LEG + segments.size(),
                            each.startMillis() + offset,
                            each.endMillis() + offset,
                            each.text(),
                            each.language(),
                            each.confidence()));
        }
        return segments;
    }

    /// Stores a complete revision of a call.
    void store(String callId, List<Segment> segments) {
        database.write(
                handle -> {
                    transcripts.replace(handle, callId, Segment.REVISED, segments);
                    calls.saveTranscriptState(handle, callId, new TranscriptState.Done());
                    return null;
                });
        LOG.info("whisper: revision stored, {} segments", segments.size());
        bus.publish(new Hint.CallChanged(callId));
    }

    private void fail(String callId) {
        var reason =
                new Words(
                        "Le son conservé n'a pas pu être relu ; le texte du direct reste. Voir le"
                                + " journal du serveur.",
                        "The kept sound could not be read again; the live text stays. See the"
                                + " server's log.");
        database.write(
                handle -> {
                    calls.saveTranscriptState(handle, callId, new TranscriptState.Failed(reason));
                    return null;
                });
        bus.publish(new Hint.CallChanged(callId));
    }

    @Override
    public void close() {
        threads.shutdownNow();
        followed.values().forEach(FollowedChannel::close);
    }
}
