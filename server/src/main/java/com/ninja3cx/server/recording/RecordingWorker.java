package com.ninja3cx.server.recording;

import com.ninja3cx.server.Service;
import com.ninja3cx.server.call.Call;
import com.ninja3cx.server.call.CallStore;
import com.ninja3cx.server.call.Recordings;
import com.ninja3cx.server.call.TranscriptState;
import com.ninja3cx.server.cluster.Bus;
import com.ninja3cx.server.cluster.Hint;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.transcript.Segment;
import com.ninja3cx.speech.audio.AudioUnreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Fetches the recordings of calls that no agent streamed, and makes text of them. What is to do
/// stands in the database: a restart forgets nothing.
///
/// A PBX may name a recording before it is written, so a failure that may pass is tried again after
/// [#RETRIES]; from the second failure on the call says why, and still gets its text when a later
/// try succeeds.
public final class RecordingWorker implements Recordings, Service {

    static final List<Duration> RETRIES =
            List.of(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(10));

    private static final Logger LOG = LoggerFactory.getLogger(RecordingWorker.class);
    private static final Duration LOOKED_AT_EVERY = Duration.ofSeconds(1);
    private static final int AT_ONCE = 2;

    private final Database database;
    private final CallStore calls;
    private final Revisions revisions;
    private final RecordingFetcher fetcher;
    private final RecordingReader reader;
    private final AudioFolder folder;
    private final Bus bus;
    private final InstantSource clock;
    private final Semaphore lanes = new Semaphore(AT_ONCE);
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    RecordingWorker(
            Database database,
            CallStore calls,
            Revisions revisions,
            RecordingFetcher fetcher,
            RecordingReader reader,
            AudioFolder folder,
            Bus bus,
            InstantSource clock) {
        this.database = database;
        this.calls = calls;
        this.revisions = revisions;
        this.fetcher = fetcher;
        this.reader = reader;
        this.folder = folder;
        this.bus = bus;
        this.clock = clock;
    }

    private record Job(String callId, String url, int attempts) {}

    @Override
    public boolean take(Handle handle, Call call) {
        return handle.createUpdate(
                                """
                                INSERT INTO recordings (call_id, url, state, attempts, due_at)
                                VALUES (:call, :url, 'DUE', 0, :now)
                                ON CONFLICT (call_id) DO NOTHING
                                """)
                        .bind("call", call.id())
                        .bind("url", call.recordingUrl())
                        .bind("now", clock.millis())
                        .execute()
                > 0;
    }

    @Override
    public void start() {
        threads.execute(this::lookAfter);
    }

    private void lookAfter() {
        try {
            while (true) {
                for (Job job : due()) {
                    if (running.add(job.callId())) {
                        lanes.acquire();
                        threads.execute(() -> work(job));
                    }
                }
                TimeUnit.MILLISECONDS.sleep(LOOKED_AT_EVERY.toMillis());
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Job> due() {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT call_id, url, attempts FROM recordings WHERE state"
                                                + " = 'DUE' AND due_at <= :now ORDER BY due_at"
                                                + " LIMIT 20")
                                .bind("now", clock.millis())
                                .map(
                                        (row, context) ->
                                                new Job(
                                                        row.getString("call_id"),
                                                        row.getString("url"),
                                                        row.getInt("attempts")))
                                .list());
    }

    private void work(Job job) {
        MDC.put("callId", job.callId());
        try {
            Path file = folder.folder(job.callId()).resolve("recording");
            switch (fetcher.fetch(job.url(), file)) {
                case Fetched.Here(Path here) -> read(job, here);
                case Fetched.NotNow(Words why) -> later(job, why);
                case Fetched.Never(Words why) -> {
                    Files.deleteIfExists(file);
                    giveUp(job, why);
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            LOG.error("recording failed", e);
            later(job, unexpected());
        } finally {
            running.remove(job.callId());
            lanes.release();
            MDC.remove("callId");
        }
    }

    private void read(Job job, Path file) throws InterruptedException {
        List<Segment> segments;
        try {
            segments = reader.read(job.callId(), file);
        } catch (AudioUnreadable e) {
            String path = file.toString();
            var why =
                    new Words(
                            e.wording().french().replace(path, "L'enregistrement"),
                            e.wording().english().replace(path, "The recording"));
            if (e.code() == AudioUnreadable.Code.FFMPEG_MISSING) {
                later(job, why);
            } else {
                giveUp(job, why);
            }
            return;
        } catch (IllegalStateException engine) {
            // The engine stopped or failed: no fault of the recording, so it costs no attempt.
            LOG.warn("whisper: recording has to wait: {}", engine.toString());
            settle(job, "DUE", job.attempts(), RETRIES.get(1));
            return;
        }
        revisions.store(job.callId(), segments);
        // Last, so that a crash before it only means doing the same again.
        settle(job, "DONE", job.attempts(), Duration.ZERO);
    }

    private void later(Job job, Words why) {
        if (job.attempts() >= RETRIES.size()) {
            giveUp(job, why);
            return;
        }
        LOG.warn("recording not fetched yet: {}", why.english());
        settle(job, "DUE", job.attempts() + 1, RETRIES.get(job.attempts()));
        if (job.attempts() > 0) {
            fail(job, why);
        }
    }

    private void giveUp(Job job, Words why) {
        LOG.warn("recording error: {}", why.english());
        settle(job, "FAILED", job.attempts() + 1, Duration.ZERO);
        fail(job, why);
    }

    private void settle(Job job, String state, int attempts, Duration wait) {
        database.write(
                handle ->
                        handle.createUpdate(
                                        "UPDATE recordings SET state = :state, attempts ="
                                                + " :attempts, due_at = :due WHERE call_id = :call")
                                .bind("state", state)
                                .bind("attempts", attempts)
                                .bind("due", clock.millis() + wait.toMillis())
                                .bind("call", job.callId())
                                .execute());
    }

    private void fail(Job job, Words why) {
        database.write(
                handle -> {
                    calls.saveTranscriptState(
                            handle, job.callId(), new TranscriptState.Failed(why));
                    return null;
                });
        bus.publish(new Hint.CallChanged(job.callId()));
    }

    private static Words unexpected() {
        return new Words(
                "L'enregistrement n'a pas pu être lu ; voir le journal du serveur.",
                "The recording could not be read; see the server's log.");
    }

    @Override
    public void close() {
        threads.shutdownNow();
        fetcher.close();
    }
}
