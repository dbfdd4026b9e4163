package com.ninja3cx.protocol;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The JSON of the control messages.
public final class Wire {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private Wire() {}

    public static String write(AgentMessage message) {
        return MAPPER.writerFor(AgentMessage.class).writeValueAsString(message);
    }

    public static String write(ServerMessage message) {
        return MAPPER.writerFor(ServerMessage.class).writeValueAsString(message);
    }

    /// @throws JacksonException when the text is no JSON object with the fields its type needs
    public static AgentMessage readAgentMessage(String json) throws JacksonException {
        return MAPPER.readValue(json, AgentMessage.class);
    }

    /// @throws JacksonException when the text is no JSON object with the fields its type needs
    public static ServerMessage readServerMessage(String json) throws JacksonException {
        return MAPPER.readValue(json, ServerMessage.class);
    }
}
