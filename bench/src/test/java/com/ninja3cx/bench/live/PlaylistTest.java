package com.ninja3cx.bench.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.protocol.Channel;
import com.ninja3cx.simulator.calls.CallScript;
import com.ninja3cx.simulator.calls.Turn;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlaylistTest {

    private static final CallScript CALL =
            new CallScript(
                    "fr",
                    List.of(
                            new Turn(Channel.MICROPHONE, 1_000, 4_000, "un deux"),
                            new Turn(Channel.SPEAKER, 3_900, 9_000, "trois quatre"),
                            new Turn(Channel.MICROPHONE, 12_000, 15_000, "cinq")));

    @Test
    void withoutATimeEveryCallIsPlayedOnceAtLeast() {
        assertThat(played(new Playlist(2, 5, 0, Ends.TOGETHER)))
                .containsExactlyInAnyOrder(0, 1, 2, 3, 4);
        assertThat(played(new Playlist(7, 5, 0, Ends.TOGETHER)))
                .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 0, 1);
    }

    @Test
    void aCallIsCutOnlyWhereNobodySpeaks() {
        var playlist = new Playlist(1, 1, 20, Ends.TOGETHER);

        assertThat(playlist.playedMillis(0, CALL, 16_000, 0)).isEqualTo(16_000);
        assertThat(playlist.playedMillis(0, CALL, 16_000, 10_000)).isEqualTo(10_000);
        assertThat(playlist.playedMillis(0, CALL, 16_000, 17_000)).isEqualTo(9_150);
        assertThat(playlist.playedMillis(0, CALL, 16_000, 7_000)).isEqualTo(15_150);
    }

    @Test
    void linesHangUpOneAfterTheOtherInAsMuchTimeAsTheyBeganIn() {
        var spread = new Playlist(4, 1, 60, Ends.SPREAD);

        long stagger = spread.firstStartMillis(1);
        assertThat(stagger).isPositive();
        assertThat(spread.lastEndMillis(3)).isEqualTo(60_000);
        assertThat(spread.lastEndMillis(2)).isEqualTo(60_000 - stagger);
        assertThat(spread.lastEndMillis(0)).isEqualTo(60_000 - spread.firstStartMillis(3));
        assertThat(new Playlist(4, 1, 60, Ends.TOGETHER).lastEndMillis(0)).isEqualTo(60_000);
    }

    private static List<Integer> played(Playlist playlist) {
        var calls = new ArrayList<Integer>();
        for (int line = 0; line < playlist.lines(); line++) {
            for (int n = 0, call = playlist.call(line, 0, 0);
                    call >= 0;
                    call = playlist.call(line, ++n, 0)) {
                calls.add(call);
            }
        }
        return calls;
    }
}
