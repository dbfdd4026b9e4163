package com.ninja3cx.bench.live;

/// When the lines of a run with a given time hang up.
public enum Ends {
    /// One after the other, in as much time as they began in: as in a real day.
    SPREAD,
    /// All at the same moment: the most that is ever left to be read a second time.
    TOGETHER
}
