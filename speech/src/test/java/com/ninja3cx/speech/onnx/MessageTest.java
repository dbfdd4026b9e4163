package com.ninja3cx.speech.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class MessageTest {

    /// The examples of the format's own description.
    @Test
    void theExamplesOfTheFormatAreWrittenByteForByte() {
        assertThat(hex(new Message().integer(1, 150))).isEqualTo("089601");
        assertThat(hex(new Message().text(2, "testing"))).isEqualTo("120774657374696e67");
        assertThat(hex(new Message().message(3, new Message().integer(1, 150))))
                .isEqualTo("1a03089601");
    }

    @Test
    void negativeNumbersTakeTenBytesAndRealsFour() {
        assertThat(hex(new Message().integer(1, -1))).isEqualTo("08ffffffffffffffffff01");
        assertThat(hex(new Message().real(2, 1f))).isEqualTo("150000803f");
        assertThat(hex(new Message().integer(20, 7))).isEqualTo("a00107");
    }

    private static String hex(Message message) {
        return HexFormat.of().formatHex(message.toBytes());
    }
}
