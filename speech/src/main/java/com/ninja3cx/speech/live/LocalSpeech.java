package com.ninja3cx.speech.live;

import com.ninja3cx.speech.LiveStream;
import com.ninja3cx.speech.RecognizerEvent;
import com.ninja3cx.speech.RevisedSegment;
import com.ninja3cx.speech.RevisionStream;
import com.ninja3cx.speech.Speech;
import com.ninja3cx.speech.StreamOptions;
import com.ninja3cx.speech.Wording;
import com.ninja3cx.speech.vad.VoiceActivity;
import com.ninja3cx.speech.whisper.WindowDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The speech engine inside this process.
///
/// Threads, all of the platform and fixed in number: one loads the models and ends; *ears* look for
/// speech; *decoding threads* turn it into text and call the listeners; one tells what needs no
/// decoding; as many read revisions. A model that cannot be loaded is tried again from time to
/// time, so that a later `setup whisper` mends a running server.
public final class LocalSpeech implements Speech {

    private static final Logger log = LoggerFactory.getLogger(LocalSpeech.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final SpeechModels models;
    private final Tuning tuning;
    private final Duration retryAfter;
    private volatile State state;
    private final DecodeQueue queue;
    private final Tally tally = new Tally();
    private final Set<HeardStream> streams = ConcurrentHashMap.newKeySet();
    private final AtomicInteger opened = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private final Revisions revisions;
    private final Thread loader;
    private volatile List<Ear> ears = List.of();
    private volatile @Nullable VoiceActivity detector;
    private volatile @Nullable WindowDecoder decoder;
    private volatile boolean closed;

    private LocalSpeech(SpeechModels models, Tuning tuning, Duration retryAfter) {
        this.models = models;
        this.tuning = tuning;
        this.retryAfter = retryAfter;
        this.state = new State.Starting(Wording.same("whisper " + models.name()));
        this.queue = new DecodeQueue(System::nanoTime, tuning.decodingThreads());
        this.revisions =
                new Revisions(
                        queue,
                        HeldWindows.within(Runtime.getRuntime().maxMemory()),
                        System::nanoTime,
                        tuning.languages(),
                        tuning.hotWords());
        this.loader =
                Thread.ofPlatform().name("whisper-loader").daemon().unstarted(this::loadModels);
    }

    /// Starts the engine and returns at once; the models load afterwards.
    ///
    /// @param retryAfter how long to wait after a model could not be had
    public static LocalSpeech start(SpeechModels models, Tuning tuning, Duration retryAfter) {
        var speech = new LocalSpeech(models, tuning, retryAfter);
        speech.loader.start();
        return speech;
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public LiveStream open(StreamOptions options, Consumer<RecognizerEvent> listener) {
        if (closed) {
            throw new IllegalStateException("the speech engine is closed");
        }
        int number = opened.getAndIncrement();
        var stream =
                new HeardStream(
                        options,
                        tuning.languages(),
                        listener,
                        queue,
                        tuning,
                        System::nanoTime,
                        woken -> wake(woken, number),
                        streams::remove);
        streams.add(stream);
        return stream;
    }

    @Override
    public RevisionStream revise(Optional<String> language, Consumer<RevisedSegment> listener) {
        return revisions.open(language, listener);
    }

    @Override
    public Load load() {
        var counts = queue.counts();
        long worst = streams.stream().mapToLong(HeardStream::behindMillis).max().orElse(0);
        return new Load(
                streams.size(),
                counts.waitingFinals(),
                counts.oldestFinalMillis(),
                worst,
                tally.finals.sum(),
                tally.dropped.sum(),
                tally.partials.sum(),
                counts.replaced(),
                tally.failures.sum(),
                tally.readAhead.sum(),
                tally.usedAhead.sum(),
                counts.waitingGlimpses(),
                counts.paceMillis(),
                counts.busy());
    }

    /// Sound that comes before the ears are there stays in its stream until they are.
    private void wake(HeardStream stream, int number) {
        List<Ear> listening = ears;
        if (!listening.isEmpty()) {
            listening.get(number % listening.size()).wake(stream);
        } else {
            stream.sleepOn();
            // The ears may have come in between.
            if (!ears.isEmpty()) {
                stream.call();
            }
        }
    }

    private void loadModels() {
        while (!closed) {
            try {
                loadOnce();
                return;
            } catch (SpeechModels.NotReady missing) {
                state = new State.Failed(State.Failed.Code.MODEL_UNAVAILABLE, missing.wording());
                log.error("whisper: {}", missing.getMessage());
            } catch (RuntimeException | LinkageError broken) {
                if (closed) {
                    // Whoever closes interrupts the reading of the model: nothing is broken.
                    return;
                }
                state =
                        new State.Failed(
                                State.Failed.Code.ENGINE_BROKEN,
                                new Wording(
                                        "Le moteur Whisper ne démarre pas (%s). Préparez le modèle"
                                                        .formatted(broken)
                                                + " à nouveau : ./ninja setup whisper",
                                        "The Whisper engine does not start (%s). Prepare the model"
                                                        .formatted(broken)
                                                + " again: ./ninja setup whisper"));
                log.error("whisper: the engine does not start", broken);
            } catch (InterruptedException stopped) {
                return;
            }
            try {
                Thread.sleep(retryAfter);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private void loadOnce() throws SpeechModels.NotReady, InterruptedException {
        Consumer<Wording> doing = what -> state = new State.Starting(what);
        VoiceActivity voice = voiceActivity(doing);
        WindowDecoder words = models.decoder(doing);
        decoder = words;
        for (int i = 0; i < tuning.decodingThreads(); i++) {
            startThread(
                    "whisper-decode-" + i,
                    new DecodeLoop(
                            queue, words, tuning.hotWords(), tally, tuning.windowsPerThread()));
        }
        startThread(
                "whisper-report",
                new Reporter(queue, new FinalTexts(words, tuning.hotWords(), tally)));
        revisions.ready(voice, words);
        for (int i = 0; i < tuning.decodingThreads(); i++) {
            startThread("whisper-revise-" + i, revisions::run);
        }
        state = new State.Ready(models.name());
        log.info("whisper: model {} is ready", models.name());
    }

    private VoiceActivity voiceActivity(Consumer<Wording> doing)
            throws SpeechModels.NotReady, InterruptedException {
        VoiceActivity loaded = detector;
        if (loaded == null) {
            loaded = models.voiceActivity(doing);
            detector = loaded;
            startEars(loaded);
        }
        return loaded;
    }

    private void startEars(VoiceActivity voice) {
        var listening = new ArrayList<Ear>();
        for (int i = 0; i < tuning.ears(); i++) {
            var ear = new Ear(voice);
            listening.add(ear);
            startThread("whisper-ear-" + i, ear);
        }
        ears = List.copyOf(listening);
        streams.forEach(HeardStream::call);
    }

    private void startThread(String name, Runnable work) {
        Thread thread = Thread.ofPlatform().name(name).daemon().unstarted(work);
        threads.add(thread);
        thread.start();
    }

    /// Ends all threads, then gives the models' memory back. Streams that are open report nothing
    /// more.
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            loader.interrupt();
            loader.join(STOP_LIMIT);
            List.copyOf(streams).forEach(HeardStream::close);
            queue.close();
            revisions.close();
            threads.forEach(Thread::interrupt);
            for (Thread thread : threads) {
                thread.join(STOP_LIMIT);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        boolean quiet = !loader.isAlive() && threads.stream().noneMatch(Thread::isAlive);
        if (quiet) {
            release();
        } else {
            log.warn("whisper: a thread still runs; its model is given back with the process");
        }
    }

    /// For tests and tools: waits until words can be produced or it is clear that they cannot.
    public State awaitReady(Duration limit) throws InterruptedException {
        long until = System.nanoTime() + limit.toNanos();
        while (state instanceof State.Starting && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return state;
    }

    private void release() {
        VoiceActivity voice = detector;
        if (voice != null) {
            voice.close();
        }
        if (decoder instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception leaving) {
                log.warn("whisper: the model did not close", leaving);
            }
        }
    }
}
