package com.ninja3cx.bench.live;

import com.ninja3cx.protocol.Channel;
import com.ninja3cx.simulator.calls.SpokenWord;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What the generator tells the process that listens, over a socket of the same machine.
sealed interface Frame {

    /// When the words of a turn are said, for a call that came without word times.
    record Words(int call, int turn, List<SpokenWord> words) implements Frame {}

    /// All sound is decoded; the generator waits for one byte back, then plays.
    record Ready() implements Frame {}

    /// A call begins.
    ///
    /// @param play number of this call in the run
    /// @param line the line that it is played on
    /// @param call index of it in the folder
    /// @param startMicros time of day at which its first sample is spoken
    record Start(int play, int line, int call, long startMicros, int sampleRate) implements Frame {}

    /// The next samples of one side, sent when the last of them has been spoken.
    record Sound(int play, Channel channel, short[] samples) implements Frame {}

    /// The call is over.
    ///
    /// @param playedMillis how much of the call was played; the rest of it is not to be expected
    /// @param whole whether that was all of it
    record End(int play, long playedMillis, boolean whole) implements Frame {}

    /// Nothing follows.
    ///
    /// @param cpuMicros processor time of playing
    /// @param worstLateMicros by how much sound was sent too late at worst
    record Done(long cpuMicros, long worstLateMicros) implements Frame {}

    static void write(Frame frame, DataOutputStream out) throws IOException {
        switch (frame) {
            case Words found -> {
                out.writeByte('W');
                out.writeInt(found.call);
                out.writeInt(found.turn);
                out.writeInt(found.words.size());
                for (SpokenWord word : found.words) {
                    out.writeUTF(word.text());
                    out.writeLong(word.startMillis());
                    out.writeLong(word.endMillis());
                }
            }
            case Ready ready -> out.writeByte('R');
            case Start start -> {
                out.writeByte('S');
                out.writeInt(start.play);
                out.writeInt(start.line);
                out.writeInt(start.call);
                out.writeLong(start.startMicros);
                out.writeInt(start.sampleRate);
            }
            case Sound sound -> {
                out.writeByte('A');
                out.writeInt(sound.play);
                out.writeByte(sound.channel.ordinal());
                out.writeInt(sound.samples.length);
                for (short sample : sound.samples) {
                    out.writeShort(sample);
                }
            }
            case End end -> {
                out.writeByte('E');
                out.writeInt(end.play);
                out.writeLong(end.playedMillis);
                out.writeBoolean(end.whole);
            }
            case Done done -> {
                out.writeByte('D');
                out.writeLong(done.cpuMicros);
                out.writeLong(done.worstLateMicros);
            }
        }
    }

    /// @throws java.io.EOFException when the generator has ended
    static Frame read(DataInputStream in) throws IOException {
        byte kind = in.readByte();
        return switch (kind) {
            case 'W' -> {
                int call = in.readInt();
                int turn = in.readInt();
                var words = new ArrayList<SpokenWord>();
                for (int left = in.readInt(); left > 0; left--) {
                    words.add(new SpokenWord(in.readUTF(), in.readLong(), in.readLong()));
                }
                yield new Words(call, turn, words);
            }
            case 'R' -> new Ready();
            case 'S' ->
                    new Start(
                            in.readInt(), in.readInt(), in.readInt(), in.readLong(), in.readInt());
            case 'A' -> {
                int play = in.readInt();
                Channel channel = Channel.values()[in.readByte()];
                short[] samples = new short[in.readInt()];
                for (int i = 0; i < samples.length; i++) {
                    samples[i] = in.readShort();
                }
                yield new Sound(play, channel, samples);
            }
            case 'E' -> new End(in.readInt(), in.readLong(), in.readBoolean());
            case 'D' -> new Done(in.readLong(), in.readLong());
            default -> throw new IOException("no frame starts with " + kind);
        };
    }
}
