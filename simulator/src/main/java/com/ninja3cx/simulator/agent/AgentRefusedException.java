package com.ninja3cx.simulator.agent;

/// The server does not want this agent or this call; the message carries its words.
public final class AgentRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    AgentRefusedException(String message) {
        super(message);
    }
}
