package com.ninja3cx.speech.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessorFlagsTest {

    @Test
    void aFlagIsFoundAsAWholeWordOnly() {
        var lines = List.of("processor\t: 0", "flags\t\t: fpu avx2 avx512_vnni  fpu", "flags : x");

        assertThat(ProcessorFlags.anyOf(lines, "avx_vnni", "avx512_vnni")).isTrue();
        assertThat(ProcessorFlags.anyOf(lines, "avx_vnni", "avx512")).isFalse();
        assertThat(ProcessorFlags.anyOf(List.of(), "avx2")).isFalse();
    }
}
