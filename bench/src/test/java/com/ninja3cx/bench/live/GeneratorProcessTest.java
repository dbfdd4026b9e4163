package com.ninja3cx.bench.live;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ninja3cx.bench.CannotMeasure;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratorProcessTest {

    @Test
    void aGeneratorThatDoesNotStartIsToldWithItsExitCodeAndWhatItSaidLast() {
        List<String> broken = List.of("sh", "-c", "echo no such folder >&2; exit 3");

        assertThatThrownBy(() -> GeneratorProcess.start(port -> broken))
                .isInstanceOf(CannotMeasure.class)
                .hasMessageContainingAll("generator", "exit code 3", "no such folder");
    }
}
