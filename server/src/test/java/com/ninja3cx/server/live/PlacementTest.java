package com.ninja3cx.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ninja3cx.protocol.AudioChunk;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Chunks whose every sample says where it belongs.
class PlacementTest {

    private static final int RATE = 16_000;

    private static AudioChunk chunk(long first, int count) {
        var samples = new short[count];
        for (int i = 0; i < count; i++) {
            samples[i] = mark(first + i);
        }
        return new AudioChunk(1, 0, first, 0, samples);
    }

    /// Never 0, which is silence.
    private static short mark(long position) {
        return (short) (1 + position % 32_000);
    }

    /// What was heard, from the first sample on; silence is 0.
    private static List<Short> heard(Placement placement, AudioChunk... chunks) throws Exception {
        var all = new ArrayList<Short>();
        for (AudioChunk each : chunks) {
            Placement.Added added = placement.add(each);
            for (int i = 0; i < added.silence(); i++) {
                all.add((short) 0);
            }
            for (float sample : added.samples()) {
                all.add((short) Math.round(sample * 32_768));
            }
        }
        return all;
    }

    private static List<Short> marks(long from, long to) {
        var all = new ArrayList<Short>();
        for (long i = from; i < to; i++) {
            all.add(mark(i));
        }
        return all;
    }

    private static List<Short> silence(int count) {
        return java.util.Collections.nCopies(count, (short) 0);
    }

    private static List<Short> joined(List<Short> first, List<Short> second, List<Short> third) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        all.addAll(third);
        return all;
    }

    @Test
    void chunksInOrderAreHeardAsTheyAre() throws Exception {
        Placement placement = Placement.from(0, RATE);

        assertThat(heard(placement, chunk(0, 100), chunk(100, 50), chunk(150, 0), chunk(150, 1)))
                .isEqualTo(marks(0, 151));
        assertThat(placement.expected()).isEqualTo(151);
    }

    @Test
    void whatIsRepeatedIsHeardOnce() throws Exception {
        Placement placement = Placement.from(0, RATE);

        assertThat(heard(placement, chunk(0, 100), chunk(0, 100), chunk(20, 30), chunk(0, 100)))
                .isEqualTo(marks(0, 100));
    }

    @Test
    void ofAnOverlapOnlyWhatIsNewIsHeard() throws Exception {
        Placement placement = Placement.from(0, RATE);

        assertThat(heard(placement, chunk(0, 100), chunk(60, 100), chunk(0, 170)))
                .isEqualTo(marks(0, 170));
    }

    @Test
    void aHoleIsSilenceOfItsLength() throws Exception {
        Placement placement = Placement.from(0, RATE);

        assertThat(heard(placement, chunk(0, 100), chunk(130, 20)))
                .isEqualTo(joined(marks(0, 100), silence(30), marks(130, 150)));
    }

    @Test
    void aChunkThatComesAfterItsHoleWasFilledMovesNothing() throws Exception {
        Placement placement = Placement.from(0, RATE);

        assertThat(heard(placement, chunk(0, 10), chunk(20, 10), chunk(10, 10), chunk(30, 5)))
                .isEqualTo(joined(marks(0, 10), silence(10), marks(20, 35)));
    }

    @Test
    void aHoleOfTenMinutesIsFilledAndALongerOneIsRefused() throws Exception {
        Placement placement = Placement.from(0, RATE);
        long longest = (long) Placement.LONGEST_GAP_SECONDS * RATE;

        assertThatThrownBy(() -> placement.add(chunk(longest + 1, 10)))
                .isInstanceOf(Placement.GapException.class)
                .hasMessage("600 s are missing");
        assertThat(placement.expected()).isZero();
        assertThat(placement.add(chunk(longest, 10)).silence()).isEqualTo((int) longest);
        assertThat(placement.expected()).isEqualTo(longest + 10);
        assertThatThrownBy(() -> placement.add(chunk(Long.MAX_VALUE - 10, 10)))
                .isInstanceOf(Placement.GapException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000, 44_100, 48_000})
    void aDayIntoACallEverySampleStillHasItsPlace(int rate) throws Exception {
        long day = 86_400L * rate;
        Placement placement = Placement.from(86_400L * 16_000, rate);

        assertThat(placement.expected()).isEqualTo(day);
        assertThat(heard(placement, chunk(day - 30, 100), chunk(day + 75, 5)))
                .isEqualTo(joined(marks(day, day + 70), silence(5), marks(day + 75, day + 80)));
    }

    @ParameterizedTest
    @CsvSource({"8000,8001", "16000,16003", "44100,44108", "48000,48009"})
    void itGoesOnInTheMiddleOfAMillisecond(int rate, long expected) {
        assertThat(Placement.from(16_003, rate).expected()).isEqualTo(expected);
    }
}
