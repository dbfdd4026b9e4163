package com.ninja3cx.server.transcript;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.ninja3cx.protocol.Channel;
import java.util.Locale;

/// Who is heard on a channel of a call.
public enum Party {
    /// The technician: an agent's microphone, the left channel of a recording.
    @JsonProperty("agent")
    AGENT,
    /// The far end: an agent's speaker, the right channel of a recording.
    @JsonProperty("caller")
    CALLER,
    /// A recording with one channel: both mixed.
    @JsonProperty("both")
    BOTH;

    public static Party of(Channel channel) {
        return switch (channel) {
            case MICROPHONE -> AGENT;
            case SPEAKER -> CALLER;
        };
    }

    public static Party ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /// The name in JSON and in the database.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
