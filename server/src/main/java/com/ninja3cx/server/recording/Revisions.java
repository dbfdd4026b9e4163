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
import com.ninja3cx.server.transcript.SameVoice;
import com.ninja3cx.server.transcript.Segment;
import com.ninja3cx.server.transcript.TranscriptStore;
import com.ninja3cx.server.transcript.Word;
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
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// The better reading of whole calls from their kept sound. It follows a call while it runs; when
/// the call is over its text is stored as one revision. What a restart interrupts is begun again
/// from the kept sound.
public final class Revisions implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(Revisions.class);
    private static final Duration RETRY = Duration.ofSeconds(30);

    /// Of an engine that is there. What fails as often fails always, and each try costs as much as
    /// the whole call.
    private static final int MOST_TRIES = 5;

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
    /// nothing, unless it was ended meanwhile: then it is read from its start.
    public void follow(Path file) {
        followed.compute(
                file,
                (each, known) ->
                        known == null || known.ended()
                                ? FollowedChannel.start(each, speech, language)
                                : known);
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
            int tries = 0;
            while (!attempt(callId)) {
                tries += speech.state() instanceof Speech.State.Ready ? 1 : 0;
                if (tries == MOST_TRIES) {
                    LOG.error("revision failed {} times, error: it is given up", tries);
                    fail(callId);
                    return;
                }
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
        if (pieces.isEmpty()) {
            withoutSound(callId);
            return true;
        }
        List<FollowedChannel> channels = new ArrayList<>();
        for (AudioFolder.Piece each : pieces) {
            channels.add(ended(each.file()));
        }
        List<Segment> segments = new ArrayList<>();
        try {
            for (int i = 0; i < pieces.size(); i++) {
                List<RevisedSegment> read = channels.get(i).end().get();
                segments.addAll(segments(callId, pieces.get(i), read));
            }
        } catch (ExecutionException e) {
            forget(pieces, channels);
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException("closing");
            }
            LOG.warn("whisper: revision has to wait: {}", String.valueOf(e.getCause()));
            return false;
        }
        store(callId, segments);
        forget(pieces, channels);
        return true;
    }

    private FollowedChannel ended(Path file) {
        FollowedChannel channel =
                followed.computeIfAbsent(
                        file, each -> FollowedChannel.start(each, speech, language));
        channel.end();
        return channel;
    }

    private void forget(List<AudioFolder.Piece> pieces, List<FollowedChannel> channels) {
        for (int i = 0; i < pieces.size(); i++) {
            followed.remove(pieces.get(i).file(), channels.get(i));
            channels.get(i).close();
        }
    }

    /// Nothing is there to read: what is stored stays. What followed the call waits for sound that
    /// never comes.
    private void withoutSound(String callId) {
        Path gone = folder.folder(callId);
        for (Map.Entry<Path, FollowedChannel> each : followed.entrySet()) {
            if (each.getKey().startsWith(gone) && followed.remove(each.getKey(), each.getValue())) {
                each.getValue().close();
            }
        }
        if (transcripts.complete(callId, Segment.REVISED)) {
            conclude(callId, new TranscriptState.Done());
            return;
        }
        conclude(
                callId,
                new TranscriptState.Failed(
                        new Words(
                                "Le son de cet appel n'est plus là ; le texte du direct reste.",
                                "The sound of this call is gone; the live text stays.")));
    }

    private void conclude(String callId, TranscriptState state) {
        database.write(
                handle -> {
                    if (revising(handle, callId)) {
                        calls.saveTranscriptState(handle, callId, state);
                    }
                    return null;
                });
        bus.publish(new Hint.CallChanged(callId));
    }

    /// False where an agent streams (again) by now: then another revision will follow.
    private boolean revising(Handle handle, String callId) {
        return calls.find(handle, callId).orElseThrow().transcriptState()
                instanceof TranscriptState.Revising;
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
                            each.confidence(),
                            Word.of(each.words(), offset)));
        }
        return segments;
    }

    /// Stores a complete revision of a call, unless an agent streams (again) by now: then another
    /// one will follow that holds more.
    void store(String callId, List<Segment> segments) {
        boolean stored =
                database.write(
                        handle -> {
                            Call call = calls.find(handle, callId).orElseThrow();
                            if (call.transcriptState() instanceof TranscriptState.Live) {
                                return false;
                            }
                            transcripts.replace(
                                    handle, callId, Segment.REVISED, SameVoice.once(segments));
                            calls.saveTranscriptState(handle, callId, new TranscriptState.Done());
                            return true;
                        });
        if (stored) {
            LOG.info("whisper: revision stored, {} segments", segments.size());
            bus.publish(new Hint.CallChanged(callId));
        }
    }

    private void fail(String callId) {
        var reason =
                new Words(
                        "Le son conservé n'a pas pu être relu ; le texte du direct reste. Voir le"
                                + " journal du serveur.",
                        "The kept sound could not be read again; the live text stays. See the"
                                + " server's log.");
        conclude(callId, new TranscriptState.Failed(reason));
    }

    @Override
    public void close() {
        threads.shutdownNow();
        followed.values().forEach(FollowedChannel::close);
    }
}
