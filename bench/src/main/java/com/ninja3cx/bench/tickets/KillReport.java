package com.ninja3cx.bench.tickets;

import java.util.List;

/// What is in NinjaOne after all kills.
///
/// @param kills at random moments; `namedKills` at named ones
/// @param calls told to the servers; each must have exactly one of everything
/// @param exactlyOnce calls with exactly one ticket, one note, one file and one time entry
/// @param wrong what is not so, in words; empty when all is right
/// @param lostReplies writes that were done and never answered; `lateWrites` were done later
/// @param resent of the last 200 writes, how often one was sent again after it had been looked for
///   in vain
/// @param parked entries left to a person
record KillReport(
        int kills,
        int namedKills,
        int calls,
        int exactlyOnce,
        List<String> wrong,
        int lostReplies,
        int lateWrites,
        int resent,
        int parked,
        int nodes,
        long seed,
        double seconds) {

    boolean right() {
        return wrong.isEmpty() && exactlyOnce == calls;
    }
}
