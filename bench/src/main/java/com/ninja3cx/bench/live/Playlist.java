package com.ninja3cx.bench.live;

import com.ninja3cx.simulator.calls.CallScript;

/// Which call is played when. Each line plays one call after the other; lines start one after the
/// other, so that no two play the same call in step.
///
/// @param lines calls at the same time
/// @param callsInFolder how many different ones there are
/// @param seconds how long to play; 0 = every call of the folder once at least
record Playlist(int lines, int callsInFolder, int seconds, Ends ends) {

    private static final long STAGGER_MILLIS = 1_370;
    private static final long LONGEST_STAGGER_MILLIS = 20_000;
    private static final long PAUSE_MILLIS = 500;

    /// Speech reaches a little over the times of its turn.
    private static final long MARGIN = 150;

    /// Index in the folder of the call that a line plays as its n-th, or -1 when it is done.
    int call(int line, int nth, long elapsedMillis) {
        if (seconds > 0) {
            return elapsedMillis < lastEndMillis(line) ? (line + nth) % callsInFolder : -1;
        }
        int play = line + nth * lines;
        return play < Math.max(lines, callsInFolder) ? play % callsInFolder : -1;
    }

    long firstStartMillis(int line) {
        return Math.min(
                line * STAGGER_MILLIS, (long) (line * LONGEST_STAGGER_MILLIS / (double) lines));
    }

    /// When a line hangs up for good, or soon afterwards, where nobody speaks.
    long lastEndMillis(int line) {
        return switch (ends) {
            case TOGETHER -> seconds * 1_000L;
            case SPREAD ->
                    Math.max(
                            firstStartMillis(line) + 1,
                            seconds * 1_000L
                                    - firstStartMillis(lines - 1)
                                    + firstStartMillis(line));
        };
    }

    static long pauseMillis() {
        return PAUSE_MILLIS;
    }

    /// How much of a call is played that starts so long after the beginning: all of it, or to the
    /// first moment after the end of its line at which nobody is speaking.
    long playedMillis(int line, CallScript script, long wholeMillis, long startMillis) {
        if (seconds == 0) {
            return wholeMillis;
        }
        long cut = Math.max(0, lastEndMillis(line) - startMillis);
        boolean moved = true;
        while (moved) {
            moved = false;
            for (var turn : script.turns()) {
                if (turn.startMillis() - MARGIN < cut && cut < turn.endMillis() + MARGIN) {
                    cut = turn.endMillis() + MARGIN;
                    moved = true;
                }
            }
        }
        return Math.min(cut, wholeMillis);
    }
}
