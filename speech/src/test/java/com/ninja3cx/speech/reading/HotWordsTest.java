package com.ninja3cx.speech.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class HotWordsTest {

    private final HotWords names = HotWords.of(" Société Générale, Zimbra;poste 412\nZimbra, ");

    @Test
    void aListMayBePartedInAnyUsualWay() {
        assertThat(names.words()).isEqualTo(List.of("Société Générale", "Zimbra", "poste 412"));
        assertThat(HotWords.of(" ,; ").words()).isEmpty();
    }

    @Test
    void tooManyNamesWouldLeaveNoRoomForWhatWasSaid() {
        assertThatThrownBy(() -> HotWords.of("Nexthink, Zimbra 9, ".repeat(1) + "x".repeat(290)))
                .hasMessageContaining("300");
    }

    @Test
    void namesAreKnownInAnyOrderAndSpelling() {
        assertThat(names.areAll("Zimbra, poste 412, Société Générale.")).isTrue();
        assertThat(names.areAll("zimbra… generale")).isTrue();
        assertThat(names.areAll("Zimbra ne répond plus.")).isFalse();
        assertThat(names.areAll("…")).isFalse();
        assertThat(HotWords.NONE.areAll("Zimbra")).isFalse();
    }

    @Test
    void soundsAreAlikeWhereHalfOfTheLettersAgree() {
        assertThat(HotWords.soundAlike("Dupont.", "Du pont")).isTrue();
        assertThat(HotWords.soundAlike("Nexthink", "Nexte-ing")).isTrue();
        assertThat(HotWords.soundAlike("Nexthink", "D'accord")).isFalse();
    }
}
