package com.ninja3cx.bench.live;

import com.ninja3cx.bench.CannotMeasure;
import com.ninja3cx.bench.calls.ReferenceCall;
import com.ninja3cx.bench.measure.Machine;
import com.ninja3cx.bench.measure.Slope;
import com.ninja3cx.bench.measure.WallClock;
import com.ninja3cx.protocol.Channel;
import com.ninja3cx.speech.Speech;
import com.ninja3cx.speech.Wording;
import com.ninja3cx.speech.file.Cost;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Lets the generator play to the engine and hands each call on when all of it has come back: what
/// was heard is not kept, so that a run of hours needs no more memory than a short one.
final class LiveRun {

    /// The longest wait for what is still to be decoded of a call that is over.
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    /// What a generator that ended too early has not told.
    private static final Frame.Done UNTOLD = new Frame.Done(0, 0);

    /// @param wallMicros from the first sample to the last final
    /// @param cpuMicros of this process in that time: hearing, revision included
    /// @param machineSeconds of processor time of everybody on the machine, this process included
    /// @param idleMegabytes memory before the first sample, the model loaded
    /// @param peakMegabytes peak memory at the end
    /// @param memory KiB over the time of day in milliseconds
    /// @param failed calls that were not heard or read to their end
    record Heard(
            long beganMicros,
            long wallMicros,
            long cpuMicros,
            double machineSeconds,
            Frame.Done generator,
            long idleMegabytes,
            long peakMegabytes,
            List<Slope.Point> memory,
            BusyWatch.Busiest busiest,
            FailedCalls.Sum failed) {}

    /// What was used up to a moment.
    private record Spent(long atMicros, long cpuMicros, double machineSeconds) {

        static Spent untilNow(WallClock clock) {
            return new Spent(
                    clock.micros(), Cost.cpuTime().toNanos() / 1_000, Machine.busySeconds());
        }

        static Spent later(Spent one, Spent other) {
            return one.atMicros > other.atMicros ? one : other;
        }
    }

    private final Speech speech;
    private final LiveOptions options;
    private final List<ReferenceCall> folder;
    private final WallClock clock;
    private final Duration patience;
    private final Map<Integer, HeardCall> calls = new ConcurrentHashMap<>();
    private final FailedCalls failed = new FailedCalls();
    private final AtomicReference<Spent> lastHeard = new AtomicReference<>();

    LiveRun(Speech speech, LiveOptions options, List<ReferenceCall> folder, WallClock clock) {
        this(speech, options, folder, clock, PATIENCE);
    }

    LiveRun(
            Speech speech,
            LiveOptions options,
            List<ReferenceCall> folder,
            WallClock clock,
            Duration patience) {
        this.speech = speech;
        this.options = options;
        this.folder = new ArrayList<>(folder);
        this.clock = clock;
        this.patience = patience;
    }

    /// What was measured stands, whatever fails later: a call costs the run its own figures alone.
    ///
    /// @param progress hears from time to time how it goes
    /// @param settled takes each call with its revision, one at a time, on another thread
    /// @throws IOException when not one call was played to its end
    Heard play(
            GeneratorProcess generator,
            Consumer<BusyWatch.Moment> progress,
            Consumer<HeardCall> settled)
            throws IOException, InterruptedException {
        awaitReady(generator);
        long idle = Cost.residentMegabytes();
        Spent before = Spent.untilNow(clock);
        lastHeard.set(before);
        long began = before.atMicros;
        generator.go();
        var watch = BusyWatch.start(speech, clock, progress);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        var settling =
                new Settling(
                        patience,
                        failed,
                        () -> lastHeard.accumulateAndGet(Spent.untilNow(clock), Spent::later),
                        settled);
        Frame.Done done;
        try (watch) {
            var ends = new ArrayList<Future<?>>();
            done =
                    hear(
                            generator,
                            ends,
                            call -> ends.add(threads.submit(() -> end(call, settling))));
            awaitAll(ends);
        } finally {
            threads.shutdownNow();
        }
        Spent heard = Objects.requireNonNull(lastHeard.get());
        return new Heard(
                began,
                heard.atMicros - began,
                heard.cpuMicros - before.cpuMicros,
                heard.machineSeconds - before.machineSeconds,
                done,
                idle,
                Cost.peakMegabytes(),
                watch.memory(),
                watch.busiest(),
                failed.sum());
    }

    private void awaitReady(GeneratorProcess generator) throws IOException, InterruptedException {
        Frame frame = generator.next();
        while (frame instanceof Frame.Words(int call, int turn, var words)) {
            folder.set(call, folder.get(call).with(turn, words));
            frame = generator.next();
        }
        if (!(frame instanceof Frame.Ready)) {
            throw new IOException("the generator did not get ready");
        }
    }

    /// A generator that ends too early costs the calls that are not over then.
    private Frame.Done hear(
            GeneratorProcess generator, List<Future<?>> ends, Consumer<HeardCall> over)
            throws IOException, InterruptedException {
        try {
            return receive(generator, over);
        } catch (IOException broken) {
            if (ends.isEmpty()) {
                throw broken;
            }
            giveUp(broken);
            return UNTOLD;
        }
    }

    private Frame.Done receive(GeneratorProcess generator, Consumer<HeardCall> over)
            throws IOException, InterruptedException {
        while (true) {
            switch (generator.next()) {
                case Frame.Ready again -> throw new IOException("the generator began twice");
                case Frame.Words late -> throw new IOException("words come before the sound");
                case Frame.Start start -> calls.put(start.play(), open(start));
                case Frame.Sound sound ->
                        call(sound.play()).channel(sound.channel()).accept(sound.samples());
                case Frame.End end -> {
                    HeardCall call = call(end.play());
                    call.over(end, clock.micros());
                    for (Channel channel : Channel.values()) {
                        call.channel(channel).finish();
                    }
                    over.accept(call);
                }
                case Frame.Done done -> {
                    return done;
                }
            }
        }
    }

    private HeardCall call(int play) throws IOException {
        @Nullable HeardCall call = calls.get(play);
        if (call == null) {
            throw new IOException("sound of a call that has not begun");
        }
        return call;
    }

    private HeardCall open(Frame.Start start) throws IOException {
        var channels = new EnumMap<Channel, HeardChannel>(Channel.class);
        for (Channel channel : Channel.values()) {
            @Nullable RevisedChannel revised =
                    options.revision()
                            ? new RevisedChannel(speech, options.language(), clock)
                            : null;
            channels.put(
                    channel,
                    new HeardChannel(
                            speech,
                            options.language(),
                            start.sampleRate(),
                            options.asSpoken(),
                            clock,
                            revised));
        }
        return new HeardCall(
                start.play(),
                start.line(),
                folder.get(start.call()),
                start.startMicros(),
                channels);
    }

    private void end(HeardCall call, Settling settling) {
        try {
            settling.settle(call);
        } finally {
            calls.remove(call.play());
        }
    }

    /// No more sound comes: calls that are not over never will be.
    private void giveUp(IOException broken) {
        Wording why =
                broken instanceof CannotMeasure told
                        ? told.wording()
                        : Wording.same(broken.toString());
        failed.note(why);
        calls.values().stream()
                .filter(call -> !call.isOver())
                .forEach(call -> failed.add(call, why));
    }

    private static void awaitAll(List<Future<?>> ends) throws IOException, InterruptedException {
        try {
            for (Future<?> end : ends) {
                end.get();
            }
        } catch (ExecutionException broken) {
            throw new IOException("a call was not read to its end", broken.getCause());
        }
    }
}
