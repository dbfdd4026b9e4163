package com.ninja3cx.bench.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.bench.live.ShownWords.Look;
import com.ninja3cx.bench.live.WordStory.Cause;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A stream that began at 0; "chat" ends at 900 ms in it.
class ShownWordsTest {

    private static final List<String> SAID = List.of("le", "chat", "dort");
    private static final long CHAT_ENDS = 900;

    private static WordStory chat(Look... looks) {
        return new ShownWords(SAID, List.of(looks), 5_000_000).story(1, CHAT_ENDS, 0);
    }

    private static Look look(long atMillis, long soundEndMillis, String text) {
        return new Look(atMillis * 1_000, soundEndMillis, text);
    }

    @Test
    void aWordThatIsThereAtTheFirstLookAtItsWholeSoundWaitedForThatLook() {
        WordStory chat = chat(look(800, 500, "le"), look(1_500, 1_000, "le chat"));

        assertThat(chat).isEqualTo(new WordStory(900, 1_500, true, 1_500, 1_500, Cause.LOOK));
        assertThat(chat.lagMillis()).isEqualTo(600);
    }

    @Test
    void aWordMayBeShownBeforeItIsSpokenToItsEnd() {
        WordStory chat = chat(look(800, 600, "le chat"), look(1_500, 1_000, "le chat"));

        assertThat(chat.cause()).isEqualTo(Cause.LOOK);
        assertThat(chat.lagMillis()).isEqualTo(-100);
        assertThat(chat.lookAfterMillis()).isEqualTo(600);
    }

    @Test
    void anotherWordInItsPlaceIsMisread() {
        WordStory chat =
                chat(
                        look(1_200, 1_000, "le rat"),
                        look(1_700, 1_500, "le rat dort"),
                        look(2_200, 2_000, "le chat dort"));

        assertThat(chat).isEqualTo(new WordStory(900, 1_200, false, 1_200, 2_200, Cause.MISREAD));
        assertThat(chat.mendedAfterMillis()).isEqualTo(1_000);
    }

    @Test
    void nothingInItsPlaceIsUnread() {
        WordStory chat = chat(look(1_200, 1_000, "le"), look(1_700, 1_500, "le chat dort"));

        assertThat(chat).isEqualTo(new WordStory(900, 1_700, true, 1_200, 1_700, Cause.UNREAD));
    }

    @Test
    void aWordThatWasThereAndWentIsTakenBack() {
        WordStory chat = chat(look(1_200, 1_000, "le chat"), look(1_700, 1_500, "le rat dort"));

        assertThat(chat).isEqualTo(new WordStory(900, 1_200, true, 1_200, 5_000, Cause.TAKEN_BACK));
    }

    @Test
    void withoutAnyTextBeforeItTheFinalTextIsTheFirstLook() {
        assertThat(chat()).isEqualTo(new WordStory(900, 5_000, true, 5_000, 5_000, Cause.LOOK));
    }

    @Test
    void theLatestTwentiethIsToldApart() {
        var words = new java.util.ArrayList<WordStory>();
        for (int i = 0; i < 39; i++) {
            words.add(new WordStory(0, i, true, i, i, Cause.LOOK));
        }
        words.add(new WordStory(0, 500, false, 500, 3_000, Cause.MISREAD));

        Lateness lateness = Lateness.of(words);

        assertThat(lateness.firstRight()).isEqualTo(0.975);
        assertThat(lateness.mendedAfterMs().p95()).isEqualTo(2_500);
        assertThat(lateness.firstLookMs().p50()).isBetween(19L, 20L);
        assertThat(lateness.all().look().words()).isEqualTo(39);
        assertThat(lateness.latest().look().words()).isEqualTo(1);
        assertThat(lateness.latest().look().lagMs().p50()).isEqualTo(38);
        assertThat(lateness.latest().misread().words()).isEqualTo(1);
        assertThat(lateness.latest().misread().share()).isEqualTo(0.5);
        assertThat(lateness.latest().unread().lagMs().p50()).isNull();
        assertThat(Lateness.of(List.of()).firstRight()).isNull();
    }
}
