package com.ninja3cx.speech.live;

/// What revisions may take of the decoding threads' time. Some are read while their call goes on
/// and have all the time in the world; for others somebody waits, since the call is over: these
/// come before glimpses of other calls, on half of the threads, and never before final texts.
///
/// Guarded by the queue's lock.
final class SpareTime {

    private final int threads;

    /// As many threads leave their glimpses to the others while somebody waits for a revision.
    private final int given;

    private int taken;
    private int pressing;
    private int pressingWaiting;

    SpareTime(int threads) {
        this.threads = threads;
        this.given = threads / 2;
    }

    /// Whether there is time.
    ///
    /// @param atWork threads that have live work in hand
    /// @param careful of these, the ones that read final texts
    boolean free(boolean pressing, int atWork, int careful) {
        return atWork + taken < threads
                || pressing && this.pressing < given && careful + this.pressing < threads;
    }

    void take(boolean pressing) {
        taken++;
        this.pressing += pressing ? 1 : 0;
    }

    void giveBack(boolean pressing) {
        taken--;
        this.pressing -= pressing ? 1 : 0;
    }

    void waits(int more) {
        pressingWaiting += more;
    }

    /// Whether one more thread may begin to read glimpses beside so many at live work.
    boolean leavesGlimpses(int atWork) {
        return claimed() == 0 || atWork < threads - claimed();
    }

    /// Threads that leave glimpses to others now.
    int claimed() {
        return Math.min(given, pressing + pressingWaiting);
    }
}
