package com.ninja3cx.simulator.agent;

import com.ninja3cx.protocol.AgentMessage;
import com.ninja3cx.protocol.AudioChunk;
import java.io.IOException;

/// Where an agent's messages go, in order.
interface Outlet {

    void send(AgentMessage message) throws IOException;

    void send(AudioChunk chunk) throws IOException;
}
