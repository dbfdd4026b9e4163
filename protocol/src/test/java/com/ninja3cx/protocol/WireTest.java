package com.ninja3cx.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

class WireTest {

    @Test
    void aMessageSurvivesTheWire() {
        var sent =
                new AgentMessage.CallStarted(
                        "ref-1",
                        null,
                        "201",
                        Direction.INBOUND,
                        "+33142685300",
                        null,
                        Instant.parse("2026-11-22T09:00:00Z"));

        String json = Wire.write(sent);

        assertThat(json).contains("\"type\":\"callStarted\"", "\"direction\":\"inbound\"");
        assertThat(Wire.readAgentMessage(json)).isEqualTo(sent);
    }

    @Test
    void fieldsAndTypesOfANewerSideAreTolerated() {
        assertThat(Wire.readServerMessage("{\"type\":\"callClosed\",\"callRef\":\"a\",\"new\":1}"))
                .isEqualTo(new ServerMessage.CallClosed("a"));
        assertThat(Wire.readServerMessage("{\"type\":\"somethingNew\",\"x\":2}"))
                .isEqualTo(new ServerMessage.Unknown());
    }

    @Test
    void textThatIsNoJsonIsRefused() {
        assertThatThrownBy(() -> Wire.readAgentMessage("{\"type\":"))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void aChunkSurvivesTheWire() throws Exception {
        var sent = new AudioChunk(3, 41, 65_536, 1_763_800_000_000L, new short[] {1, -2, 32_767});

        AudioChunk read = AudioChunk.decode(sent.encode());

        assertThat(read).usingRecursiveComparison().isEqualTo(sent);
    }

    @Test
    void framesThatAreNoChunksAreRefusedInWords() {
        assertThatThrownBy(() -> AudioChunk.decode(ByteBuffer.allocate(5)))
                .isInstanceOf(AudioChunk.MalformedFrameException.class);
        ByteBuffer odd = ByteBuffer.allocate(AudioChunk.HEADER + 3);
        odd.put(0, (byte) 1);
        assertThatThrownBy(() -> AudioChunk.decode(odd)).hasMessageContaining("half a sample");
    }

    @Test
    void theHighestSharedVersionIsSpoken() {
        assertThat(ProtocolVersion.agree(1, 9)).isEqualTo(OptionalInt.of(1));
        assertThat(ProtocolVersion.agree(2, 9)).isEmpty();
    }
}
