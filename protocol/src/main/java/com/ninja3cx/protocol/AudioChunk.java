package com.ninja3cx.protocol;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A numbered piece of sound, one binary WebSocket frame. All numbers are little-endian:
///
/// | offset | bytes | meaning |
/// |---|---|---|
/// | 0 | 1 | layout version, 1 |
/// | 1 | 1 | encoding: 0 = PCM16 mono |
/// | 2 | 2 | unused, 0 |
/// | 4 | 4 | stream number, as in [AgentMessage.StreamStarted] |
/// | 8 | 8 | sequence number, from 0 on each connection, without gaps |
/// | 16 | 8 | position of the first sample in its stream, in samples at the stream's rate |
/// | 24 | 8 | capture time of the first sample, epoch milliseconds (for diagnosis only) |
/// | 32 | … | samples, at most [#MAX_PAYLOAD] bytes |
///
/// `samples` is not copied: neither side changes it afterwards.
public record AudioChunk(
        int stream, long sequence, long firstSample, long capturedAtMillis, short[] samples) {

    public static final int HEADER = 32;

    /// A frame stays below the 64 KiB at which servers close a socket.
    public static final int MAX_PAYLOAD = 32 * 1024;

    private static final byte LAYOUT = 1;
    private static final byte PCM16 = 0;

    public AudioChunk {
        if (sequence < 0 || firstSample < 0) {
            throw new IllegalArgumentException("sequence and position start at 0");
        }
        if (samples.length * 2 > MAX_PAYLOAD) {
            throw new IllegalArgumentException(
                    "a chunk holds at most " + MAX_PAYLOAD / 2 + " samples, not " + samples.length);
        }
    }

    public ByteBuffer encode() {
        ByteBuffer frame =
                ByteBuffer.allocate(HEADER + samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        frame.put(LAYOUT).put(PCM16).putShort((short) 0).putInt(stream);
        frame.putLong(sequence).putLong(firstSample).putLong(capturedAtMillis);
        frame.asShortBuffer().put(samples);
        return frame.rewind();
    }

    /// Reads one frame.
    ///
    /// @throws MalformedFrameException when it is no chunk of this layout
    public static AudioChunk decode(ByteBuffer frame) throws MalformedFrameException {
        ByteBuffer in = frame.slice().order(ByteOrder.LITTLE_ENDIAN);
        try {
            byte layout = in.get();
            byte encoding = in.get();
            if (layout != LAYOUT || encoding != PCM16) {
                throw new MalformedFrameException(
                        "layout %d with encoding %d is unknown".formatted(layout, encoding));
            }
            in.getShort();
            int stream = in.getInt();
            long sequence = in.getLong();
            long firstSample = in.getLong();
            long capturedAt = in.getLong();
            if (in.remaining() % 2 != 0) {
                throw new MalformedFrameException("half a sample at the end");
            }
            short[] samples = new short[in.remaining() / 2];
            in.asShortBuffer().get(samples);
            return new AudioChunk(stream, sequence, firstSample, capturedAt, samples);
        } catch (BufferUnderflowException tooShort) {
            throw new MalformedFrameException("shorter than its header");
        } catch (IllegalArgumentException outOfRange) {
            throw new MalformedFrameException(String.valueOf(outOfRange.getMessage()));
        }
    }

    /// The frame is not what the layout says.
    public static final class MalformedFrameException extends Exception {
        private static final long serialVersionUID = 1L;

        public MalformedFrameException(String message) {
            super(message);
        }
    }
}
