package com.ninja3cx.bench.live;

import com.ninja3cx.bench.calls.ReferenceCall;
import com.ninja3cx.bench.measure.Machine;
import com.ninja3cx.bench.measure.WallClock;
import com.ninja3cx.protocol.Channel;
import com.ninja3cx.speech.Speech;
import com.ninja3cx.speech.file.Cost;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Lets the generator play to the engine and keeps all that comes back.
final class LiveRun {

    /// The longest wait for what is still to be decoded when all sound was played.
    private static final long LEFT_SECONDS = 1_800;

    /// @param wallMicros from the first sample to the last final
    /// @param cpuMicros of this process in that time: hearing, revision included
    /// @param machineSeconds of processor time of everybody on the machine, this process included
    /// @param idleMegabytes memory before the first sample, the model loaded
    /// @param peakMegabytes peak memory at the end
    record Heard(
            List<HeardCall> calls,
            long beganMicros,
            long wallMicros,
            long cpuMicros,
            double machineSeconds,
            Frame.Done generator,
            long idleMegabytes,
            long peakMegabytes,
            BusyWatch.Busiest busiest) {}

    private final Speech speech;
    private final LiveOptions options;
    private final List<ReferenceCall> folder;
    private final WallClock clock;
    private final Map<Integer, HeardCall> calls = new HashMap<>();

    LiveRun(Speech speech, LiveOptions options, List<ReferenceCall> folder, WallClock clock) {
        this.speech = speech;
        this.options = options;
        this.folder = new ArrayList<>(folder);
        this.clock = clock;
    }

    /// @param progress hears from time to time how it goes
    /// @throws EOFException when the generator ended before its time
    Heard play(GeneratorProcess generator, Consumer<BusyWatch.Moment> progress)
            throws IOException, InterruptedException {
        awaitReady(generator);
        long idle = Cost.residentMegabytes();
        long cpu = Cost.cpuTime().toNanos();
        double machine = Machine.busySeconds();
        long began = clock.micros();
        generator.go();
        Frame.Done done;
        BusyWatch.Busiest busiest;
        try (var watch = BusyWatch.start(speech, progress)) {
            done = receive(generator);
            awaitEnds();
            busiest = watch.busiest();
        }
        long wall = clock.micros() - began;
        long spent = (Cost.cpuTime().toNanos() - cpu) / 1_000;
        double everybody = Machine.busySeconds() - machine;
        awaitRevisions();
        return new Heard(
                List.copyOf(calls.values()),
                began,
                wall,
                spent,
                everybody,
                done,
                idle,
                Cost.peakMegabytes(),
                busiest);
    }

    private void awaitReady(GeneratorProcess generator) throws IOException {
        Frame frame = generator.next();
        while (frame instanceof Frame.Words(int call, int turn, var words)) {
            folder.set(call, folder.get(call).with(turn, words));
            frame = generator.next();
        }
        if (!(frame instanceof Frame.Ready)) {
            throw new IOException("the generator did not get ready");
        }
    }

    private Frame.Done receive(GeneratorProcess generator) throws IOException {
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
        return new HeardCall(start.play(), folder.get(start.call()), start.startMicros(), channels);
    }

    /// Each in its turn: the wait for one is time given to all.
    private void awaitEnds() throws InterruptedException {
        for (HeardCall call : calls.values()) {
            for (Channel channel : Channel.values()) {
                call.channel(channel).awaitEnd(LEFT_SECONDS);
            }
        }
    }

    private void awaitRevisions() throws IOException, InterruptedException {
        var all = new ArrayList<RevisedChannel>();
        for (HeardCall call : calls.values()) {
            for (Channel channel : Channel.values()) {
                @Nullable RevisedChannel revised = call.channel(channel).revised();
                if (revised != null) {
                    all.add(revised);
                }
            }
        }
        try {
            for (RevisedChannel each : all) {
                each.result().get(LEFT_SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException failed) {
            throw new IOException("a revision did not come to its end", failed);
        }
    }
}
