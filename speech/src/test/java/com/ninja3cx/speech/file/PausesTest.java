package com.ninja3cx.speech.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.speech.RecognizerEvent.Word;
import com.ninja3cx.speech.RevisedSegment;
import java.util.List;
import org.junit.jupiter.api.Test;

class PausesTest {

    private static final Word NAME = new Word("Bernard.", 12_500, 13_200, 0.9);
    private static final Word AGREED = new Word("D'accord,", 22_600, 23_100, 0.8);
    private static final Word DONE = new Word("fait.", 24_900, 25_200, 0.8);

    private static RevisedSegment segment(String text, Word... words) {
        return new RevisedSegment(12_400, 25_300, text, "fr", 0.7, List.of(words));
    }

    @Test
    void whatIsSaidAfterTheOtherPersonsAnswerIsASegmentOfItsOwn() {
        assertThat(Pauses.split(segment("Bernard. D'accord, fait.", NAME, AGREED, DONE)))
                .containsExactly(
                        new RevisedSegment(12_400, 13_200, "Bernard.", "fr", 0.7, List.of(NAME)),
                        new RevisedSegment(
                                22_600,
                                25_300,
                                "D'accord, fait.",
                                "fr",
                                0.7,
                                List.of(AGREED, DONE)));
    }

    @Test
    void aShortPausePartsNothing() {
        RevisedSegment whole = segment("D'accord, fait.", AGREED, DONE);

        assertThat(Pauses.split(whole)).containsExactly(whole);
    }

    @Test
    void aSegmentWhoseWordsAreNotKnownStaysWhole() {
        RevisedSegment bare = segment("Bernard. D'accord");
        RevisedSegment other = segment("Bernard.  D'accord, fait.", NAME, AGREED, DONE);

        assertThat(Pauses.split(bare)).containsExactly(bare);
        assertThat(Pauses.split(other)).containsExactly(other);
    }
}
