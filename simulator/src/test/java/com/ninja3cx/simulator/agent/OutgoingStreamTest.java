package com.ninja3cx.simulator.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.protocol.AgentMessage;
import com.ninja3cx.protocol.AudioChunk;
import com.ninja3cx.protocol.Channel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutgoingStreamTest {

    private static final int RATE = 16_000;

    private final short[] sound = ramp(10 * RATE + 40);
    private final List<AudioChunk> chunks = new ArrayList<>();
    private final List<AgentMessage> messages = new ArrayList<>();
    private final Outlet out =
            new Outlet() {
                @Override
                public void send(AgentMessage message) {
                    messages.add(message);
                }

                @Override
                public void send(AudioChunk chunk) {
                    chunks.add(chunk);
                }
            };
    private final OutgoingStream stream =
            new OutgoingStream(1, "ref", Channel.SPEAKER, sound, RATE);

    @Test
    void nothingIsSentBeforeTheServerOpensTheStream() throws Exception {
        stream.sendDue(out, Long.MAX_VALUE, 0);

        assertThat(chunks).isEmpty();
    }

    @Test
    void onlyWhatWasSpokenIsSent() throws Exception {
        stream.opened(0);

        stream.sendDue(out, RATE, 0);

        assertThat(samples()).isEqualTo(RATE);
    }

    @Test
    void atMostTwoSecondsGoBeyondWhatArrived() throws Exception {
        stream.opened(0);

        stream.sendDue(out, Long.MAX_VALUE, 0);
        assertThat(samples()).isEqualTo(2 * RATE);
        stream.received(4);
        stream.sendDue(out, Long.MAX_VALUE, 0);
        assertThat(samples()).isEqualTo(2 * RATE + RATE / 2);
    }

    @Test
    void aReopenedStreamGoesOnFromTheServersMark() throws Exception {
        stream.opened(7_250);

        while (!stream.ended()) {
            stream.sendDue(out, Long.MAX_VALUE, 0);
            stream.received(chunks.getLast().sequence());
        }

        assertThat(chunks.getFirst().sequence()).isZero();
        assertThat(chunks.getFirst().firstSample()).isEqualTo(7_250 * RATE / 1_000);
        assertThat(chunks.getFirst().samples()[0]).isEqualTo(sound[7_250 * RATE / 1_000]);
        assertThat(samples()).isEqualTo(sound.length - 7_250 * RATE / 1_000);
        assertThat(messages).containsExactly(new AgentMessage.StreamEnded(1, sound.length));
    }

    private int samples() {
        return chunks.stream().mapToInt(chunk -> chunk.samples().length).sum();
    }

    private static short[] ramp(int length) {
        short[] samples = new short[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (short) i;
        }
        return samples;
    }
}
