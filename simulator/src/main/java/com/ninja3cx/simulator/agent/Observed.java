package com.ninja3cx.simulator.agent;

import com.ninja3cx.protocol.ServerMessage;

/// Something the server said, and when: `audioMillis` is the moment of the call at which it
/// arrived, as if the call ran in real time (at a pace above 1 it is wall time times the pace).
public record Observed(ServerMessage message, long audioMillis) {}
