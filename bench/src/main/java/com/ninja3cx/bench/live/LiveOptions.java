package com.ninja3cx.bench.live;

import com.ninja3cx.bench.calls.Band;
import java.nio.file.Path;
import java.util.Optional;

/// What is to be played.
///
/// @param calls at the same time
/// @param audio folder of pairs of sound and text
/// @param seconds how long; 0 = every call of the folder once at least
/// @param ends when the lines hang up, where `seconds` are given
/// @param language `fr`, `en` …; empty = found out from the sound
/// @param pace 1 = as spoken; faster is for texts only, delays then mean nothing
/// @param revision whether each call is read a second time while it runs, as the server does
/// @param model instead of `WHISPER_MODEL`; finds the words of calls that come without word times
public record LiveOptions(
        int calls,
        Path audio,
        int seconds,
        Ends ends,
        Band band,
        Optional<String> language,
        double pace,
        boolean revision,
        Optional<String> model) {

    /// More than a machine of any size was measured with.
    static final int MOST_CALLS = 500;

    public LiveOptions {
        if (calls < 1 || calls > MOST_CALLS || seconds < 0 || !(pace > 0)) {
            throw new IllegalArgumentException("1 to 500 calls, no negative time or pace");
        }
    }

    Playlist playlist(int callsInFolder) {
        return new Playlist(calls, callsInFolder, seconds, ends);
    }

    boolean asSpoken() {
        return pace == 1;
    }
}
