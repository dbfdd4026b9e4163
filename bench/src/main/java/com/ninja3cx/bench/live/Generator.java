package com.ninja3cx.bench.live;

import com.ninja3cx.bench.calls.Band;
import com.ninja3cx.bench.calls.ReferenceCall;
import com.ninja3cx.bench.measure.WallClock;
import com.ninja3cx.protocol.Channel;
import com.ninja3cx.simulator.calls.CallSound;
import com.ninja3cx.simulator.calls.SpokenWord;
import com.ninja3cx.simulator.calls.Turn;
import com.ninja3cx.speech.file.Cost;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Plays calls at the pace at which they were spoken: a process of its own, so that what playing
/// costs is not counted with hearing.
final class Generator {

    private static final int PIECES_A_SECOND = 10;

    private final List<ReferenceCall> calls;
    private final Playlist playlist;
    private final Band band;
    private final double pace;
    private final WallClock clock;
    private final List<CallSound> sounds = new ArrayList<>();
    private int plays;

    /// @param pace 1 = as spoken, 8 = eight times as fast
    Generator(
            List<ReferenceCall> calls, Playlist playlist, Band band, double pace, WallClock clock) {
        this.calls = calls;
        this.playlist = playlist;
        this.band = band;
        this.pace = pace;
        this.clock = clock;
    }

    /// Finds out when words are said, where the calls do not tell.
    interface Aligner extends AutoCloseable {
        List<SpokenWord> words(CallSound wide, Turn turn, String language);

        @Override
        void close();
    }

    /// Tells the times of all words that have none; decodes everything, waits for a byte, plays.
    void run(InputStream in, DataOutputStream out, Supplier<Aligner> aligner) throws IOException {
        align(out, aligner);
        for (ReferenceCall call : calls) {
            sounds.add(band.carry(call.sound()));
        }
        Frame.write(new Frame.Ready(), out);
        out.flush();
        if (in.read() < 0) {
            return;
        }
        play(out);
    }

    private void align(DataOutputStream out, Supplier<Aligner> opened) throws IOException {
        if (calls.stream()
                .flatMap(call -> call.script().turns().stream())
                .noneMatch(turn -> turn.words().isEmpty())) {
            return;
        }
        try (Aligner aligner = opened.get()) {
            for (int i = 0; i < calls.size(); i++) {
                ReferenceCall call = calls.get(i);
                CallSound wide = Band.WIDE.carry(call.sound());
                List<Turn> turns = call.script().turns();
                for (int k = 0; k < turns.size(); k++) {
                    if (turns.get(k).words().isEmpty()) {
                        Frame.write(
                                new Frame.Words(
                                        i,
                                        k,
                                        aligner.words(
                                                wide, turns.get(k), call.script().language())),
                                out);
                    }
                }
            }
        }
    }

    private void play(DataOutputStream out) throws IOException {
        long cpu = Cost.cpuTime().toNanos();
        long began = clock.micros();
        long worstLate = 0;
        var due = new PriorityQueue<Line>(Comparator.comparingLong(Line::dueMicros));
        for (int i = 0; i < playlist.lines(); i++) {
            var line = new Line(i, playlist.firstStartMillis(i));
            if (line.next()) {
                due.add(line);
            }
        }
        for (Line line = due.poll(); line != null; line = due.poll()) {
            long at = began + line.dueMicros();
            park(at);
            worstLate = Math.max(worstLate, clock.micros() - at);
            line.send(began, out);
            out.flush();
            if (!line.over() || line.next()) {
                due.add(line);
            }
        }
        long spent = (Cost.cpuTime().toNanos() - cpu) / 1_000;
        Frame.write(new Frame.Done(spent, worstLate), out);
        out.flush();
    }

    private void park(long untilMicros) {
        for (long left = untilMicros - clock.micros();
                left > 0;
                left = untilMicros - clock.micros()) {
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(left));
        }
    }

    /// One line of the exchange, busy with one call after the other.
    private final class Line {

        private final int number;
        private int nth;
        private long startMillis;
        private @Nullable CallSound sound;
        private int play;
        private int call;
        private long end;
        private int position;

        Line(int number, long startMillis) {
            this.number = number;
            this.startMillis = startMillis;
        }

        /// Takes up the next call, if there is one.
        boolean next() {
            if (sound != null) {
                startMillis += end * 1_000L / sound.sampleRate() + Playlist.pauseMillis();
            }
            call = playlist.call(number, nth++, startMillis);
            if (call < 0) {
                return false;
            }
            CallSound taken = sounds.get(call);
            long millis =
                    playlist.playedMillis(
                            number, calls.get(call).script(), taken.millis(), startMillis);
            end =
                    millis >= taken.millis()
                            ? taken.microphone().length
                            : millis * taken.sampleRate() / 1_000;
            sound = taken;
            play = plays++;
            position = 0;
            return end > 0;
        }

        /// Sound goes out when its last sample is spoken.
        long dueMicros() {
            CallSound playing = Objects.requireNonNull(sound);
            long spoken = pieceEnd(playing) * 1_000_000L / playing.sampleRate();
            return (long) ((startMillis * 1_000 + spoken) / pace);
        }

        void send(long began, DataOutputStream out) throws IOException {
            CallSound playing = Objects.requireNonNull(sound);
            if (position == 0) {
                long start = began + (long) (startMillis * 1_000 / pace);
                Frame.write(new Frame.Start(play, number, call, start, playing.sampleRate()), out);
            }
            int to = pieceEnd(playing);
            for (Channel channel : Channel.values()) {
                short[] piece = Arrays.copyOfRange(playing.of(channel), position, to);
                Frame.write(new Frame.Sound(play, channel, piece), out);
            }
            position = to;
            if (over()) {
                long played = end * 1_000L / playing.sampleRate();
                boolean whole = end >= playing.microphone().length;
                Frame.write(new Frame.End(play, played, whole), out);
            }
        }

        boolean over() {
            return position >= end;
        }

        private int pieceEnd(CallSound playing) {
            return (int) Math.min(position + playing.sampleRate() / PIECES_A_SECOND, end);
        }
    }
}
