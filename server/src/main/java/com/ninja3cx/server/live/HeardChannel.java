package com.ninja3cx.server.live;

import com.ninja3cx.protocol.AudioChunk;
import com.ninja3cx.protocol.Channel;
import com.ninja3cx.protocol.ServerMessage;
import com.ninja3cx.server.call.Leg;
import com.ninja3cx.server.recording.KeptAudio;
import com.ninja3cx.server.transcript.Party;
import com.ninja3cx.speech.LiveStream;
import com.ninja3cx.speech.RecognizerEvent;
import com.ninja3cx.speech.StreamOptions;
import com.ninja3cx.speech.audio.Resampler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One channel of one leg, from its first sample to its stored text, across any number of
/// connections. Sound is kept on disk and given to the engine; what the engine reports is stored
/// first and told afterwards.
final class HeardChannel implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HeardChannel.class);

    /// Sound of an earlier run that waits in the engine: far below what it takes at most.
    private static final long MOST_REPLAYED_AHEAD_MILLIS = 120_000;

    /// At one place: what fails as often fails always.
    private static final int MOST_FAILURES = 5;

    private static final long REPLAY_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Workshop workshop;
    private final Channel channel;
    private final ChannelWords words;
    private final Path file;
    private final Runnable onEnded;
    private final Mailbox mailbox;
    private final ReentrantLock lock = new ReentrantLock();

    private StreamMarks marks;
    private @Nullable Pass pass;
    private @Nullable Listener listener;
    private boolean endedForGood;
    private int failures;
    private long failedAt;

    /// Tells events of the running pass from late ones of an earlier pass.
    private Object passMark = new Object();

    /// One uninterrupted stretch of sound given to the engine.
    private record Pass(
            LiveStream stream, Placement placement, Resampler resampler, Counter position) {

        static Pass at(int sampleRate, LiveStream stream, Counter position) {
            return new Pass(
                    stream,
                    Placement.from(position.value, sampleRate),
                    new Resampler(sampleRate),
                    position);
        }
    }

    /// Where the next 16 kHz sample belongs.
    private static final class Counter {
        private long value;

        Counter(long value) {
            this.value = value;
        }
    }

    /// @param onEnded called once all sound is text, on the channel's own thread
    HeardChannel(
            Workshop workshop,
            Leg leg,
            String callRef,
            Channel channel,
            long offsetMillis,
            Runnable onEnded) {
        this.workshop = workshop;
        this.channel = channel;
        this.words = new ChannelWords(workshop, leg, callRef, channel, offsetMillis, this::tell);
        this.file = workshop.folder().file(leg.callId(), leg.ordinal(), Party.of(channel));
        this.onEnded = onEnded;
        this.marks =
                workshop.database()
                        .read(handle -> StreamMarks.find(handle, leg.id(), channel))
                        .orElse(StreamMarks.start(leg.id(), channel));
        this.mailbox = new Mailbox("words " + leg.callId());
    }

    /// Begins, or begins again after a cut: what is not yet stored text is forgotten.
    ///
    /// @return from where on sound is wanted, in milliseconds
    long open(int sampleRate, Listener to) {
        lock.lock();
        try {
            stopPass();
            listener = to;
            if (!marks.ended()) {
                workshop.database()
                        .write(
                                handle -> {
                                    marks.save(handle);
                                    return null;
                                });
                workshop.revisions().follow(file);
                pass = startPass(sampleRate);
            }
            return marks.committedMillis();
        } finally {
            lock.unlock();
        }
    }

    /// Goes on at another rate on the same connection: what came so far is not wanted again.
    ///
    /// @return from where on sound is wanted, in milliseconds
    /// @throws UncheckedIOException when what came last cannot be kept
    long change(int sampleRate, Listener from, Listener to) {
        lock.lock();
        try {
            Pass now = pass;
            if (now == null || from != listener) {
                return open(sampleRate, to);
            }
            give(now, now.resampler().finish(), true);
            listener = to;
            pass = Pass.at(sampleRate, now.stream(), now.position());
            return now.position().value / KeptAudio.PER_MILLI;
        } finally {
            lock.unlock();
        }
    }

    /// Whether all of its sound came and is text.
    boolean ended() {
        lock.lock();
        try {
            return marks.ended();
        } finally {
            lock.unlock();
        }
    }

    /// Takes a chunk of whoever opened the channel last; others are ignored.
    ///
    /// @throws Placement.GapException when far too much is missing before it
    /// @throws UncheckedIOException when it cannot be kept; it must come again
    void take(Listener from, AudioChunk chunk) throws Placement.GapException {
        lock.lock();
        try {
            Pass now = pass;
            if (now == null || from != listener) {
                return;
            }
            Placement.Added added = now.placement().add(chunk);
            if (added.silence() > 0) {
                long millis = added.silence() * 1000L / now.placement().sampleRate();
                marks = marks.missing(millis);
                LOG.warn("{} ms of sound are missing on {}", millis, channel);
                int left = added.silence();
                while (left > 0) {
                    int piece = Math.min(left, now.placement().sampleRate());
                    give(now, new float[piece]);
                    left -= piece;
                }
            }
            give(now, added.samples());
        } finally {
            lock.unlock();
        }
    }

    /// The agent has no more sound: `samples` is how many there were.
    void end(Listener from, long samples) {
        lock.lock();
        try {
            Pass now = pass;
            if (from != listener) {
                return;
            }
            if (now == null) {
                if (marks.ended()) {
                    mailbox.post(onEnded);
                }
                return;
            }
            long missing = samples - now.placement().expected();
            if (missing > 0) {
                marks = marks.missing(missing * 1000 / now.placement().sampleRate());
            }
            finish(true);
        } finally {
            lock.unlock();
        }
    }

    /// Makes text of everything kept although the agent said no end: it may still come back.
    void flush(boolean forGood) {
        Pass replay = null;
        lock.lock();
        try {
            if (marks.ended()) {
                mailbox.post(onEnded);
                return;
            }
            if (pass == null) {
                workshop.revisions().follow(file);
                replay = startPass(Resampler.OUTPUT_RATE);
                pass = replay;
            }
        } finally {
            lock.unlock();
        }
        if (replay != null) {
            replayKept(replay);
        }
        lock.lock();
        try {
            if (replay == null || replay == pass) {
                finish(forGood);
            }
        } finally {
            lock.unlock();
        }
    }

    /// More of its sound waits than is good for the server's memory.
    boolean tooMuchWaits() {
        lock.lock();
        try {
            return pass != null && pass.stream().behindMillis() > workshop.backlog().mostMillis();
        } finally {
            lock.unlock();
        }
    }

    private Pass startPass(int sampleRate) {
        long from = marks.committedMillis();
        var options =
                new StreamOptions(
                        workshop.language(),
                        from,
                        marks.nextUtterance(),
                        words.before(marks.nextUtterance(), file));
        var current = new Object();
        passMark = current;
        LiveStream stream =
                workshop.speech().open(options, event -> mailbox.post(() -> heard(current, event)));
        workshop.backlog().opened();
        return Pass.at(sampleRate, stream, new Counter(from * KeptAudio.PER_MILLI));
    }

    private void stopPass() {
        Pass old = pass;
        if (old != null) {
            old.stream().close();
            over();
        }
        passMark = new Object();
    }

    private void finish(boolean forGood) {
        Pass now = pass;
        if (now == null) {
            return;
        }
        give(now, now.resampler().finish(), true);
        endedForGood = forGood;
        over();
        now.stream().finish();
    }

    private void over() {
        pass = null;
        workshop.backlog().closed();
    }

    private void give(Pass now, float[] samples) {
        give(now, now.resampler().accept(samples), true);
    }

    private void give(Pass now, float[] at16k, boolean keep) {
        if (at16k.length == 0) {
            return;
        }
        float[] heard = at16k;
        if (keep) {
            try (KeptAudio audio = KeptAudio.open(file)) {
                heard = audio.write(now.position().value, at16k);
                workshop.revisions().more(file);
            } catch (IOException e) {
                // What is not kept could not be read again: the agent holds it until it can be.
                stopPass();
                throw new UncheckedIOException("sound cannot be kept", e);
            }
        }
        now.position().value += at16k.length;
        now.stream().accept(heard);
    }

    /// Gives the engine what is kept of the call, however long, no faster than it becomes text.
    private void replayKept(Pass replay) {
        try (KeptAudio audio = KeptAudio.open(file)) {
            while (replayNext(replay, audio)) {
                while (replay.stream().lagMillis() > MOST_REPLAYED_AHEAD_MILLIS
                        && goesOn(replay)
                        && !Thread.currentThread().isInterrupted()) {
                    LockSupport.parkNanos(REPLAY_PAUSE_NANOS);
                }
            }
        } catch (IOException e) {
            lock.lock();
            try {
                if (pass == replay) {
                    stopPass();
                }
            } finally {
                lock.unlock();
            }
            throw new UncheckedIOException("kept sound cannot be read", e);
        }
    }

    private boolean goesOn(Pass replay) {
        lock.lock();
        try {
            return pass == replay;
        } finally {
            lock.unlock();
        }
    }

    private boolean replayNext(Pass replay, KeptAudio audio) throws IOException {
        lock.lock();
        try {
            float[] piece = audio.read(replay.position().value, Resampler.OUTPUT_RATE);
            if (pass != replay || piece.length == 0) {
                return false;
            }
            give(replay, piece, false);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void heard(Object of, RecognizerEvent event) {
        boolean ended = false;
        lock.lock();
        try {
            if (of != passMark) {
                return;
            }
            switch (event) {
                case RecognizerEvent.Partial partial -> words.show(partial);
                case RecognizerEvent.Final said -> words.store(said);
                case RecognizerEvent.Dropped(long utterance) -> words.drop(utterance);
                case RecognizerEvent.Committed(long millis, long next) ->
                        save(marks.committed(millis, next));
                case RecognizerEvent.Ended(long millis) -> {
                    if (pass != null) {
                        hearingFailed();
                    }
                    if (endedForGood) {
                        save(marks.ended(millis));
                    }
                    ended = true;
                }
            }
        } catch (RuntimeException notStored) {
            // Going on would mark what follows as stored, and this would be lost.
            LOG.error("words cannot be had or stored, error: they are heard again", notStored);
            stopPass();
            Listener to = listener;
            if (to != null) {
                to.notStored();
            }
        } finally {
            lock.unlock();
        }
        if (ended) {
            onEnded.run();
        }
    }

    /// Where it fails again and again, the call ends with the text there is; its second reading is
    /// from the kept sound.
    ///
    /// @throws IllegalStateException where it should be tried again
    private void hearingFailed() {
        failures = marks.committedMillis() == failedAt ? failures + 1 : 1;
        failedAt = marks.committedMillis();
        if (failures < MOST_FAILURES) {
            throw new IllegalStateException("hearing ended while sound was coming");
        }
        LOG.error("hearing failed {} times at {} ms, error: given up", failures, failedAt);
        endedForGood = true;
        over();
    }

    private void save(StreamMarks next) {
        workshop.database()
                .write(
                        handle -> {
                            next.save(handle);
                            return null;
                        });
        marks = next;
        Listener to = listener;
        if (to != null) {
            to.committed(next.committedMillis());
        }
    }

    private void tell(ServerMessage message) {
        Listener to = listener;
        if (to != null) {
            to.tell(message);
        }
    }

    /// Waits until what was reported so far is stored.
    boolean settle(Duration limit) throws InterruptedException {
        return mailbox.settle(limit);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            stopPass();
        } finally {
            lock.unlock();
        }
        mailbox.close();
    }
}
