package com.ninja3cx.bench.tickets;

import com.ninja3cx.simulator.threecx.FinishedCall;
import com.ninja3cx.simulator.threecx.Journal;
import java.time.Duration;
import java.time.Instant;

/// A call the servers are told of.
///
/// @param pbxCallId the PBX's own number
/// @param body of the report
/// @param id the server's name for it
record ToldCall(String pbxCallId, String body, int seconds, String id) {

    /// A call of its own technician, so that no two share a minute.
    static ToldCall number(int number, Instant now) {
        int seconds = 60 + number % 600;
        String name = "kill-" + number;
        String body =
                Journal.GUIDE.write(
                        FinishedCall.incoming(
                                name,
                                "0142685300",
                                Integer.toString(1_000 + number),
                                now.minusSeconds(seconds),
                                Duration.ofSeconds(seconds)));
        return new ToldCall(name, body, seconds, "");
    }

    ToldCall known(String as) {
        return new ToldCall(pbxCallId, body, seconds, as);
    }
}
