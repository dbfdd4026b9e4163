package com.ninja3cx.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Which side of a call a sound belongs to: `microphone` is the technician, `speaker` the far end.
public enum Channel {
    @JsonProperty("microphone")
    MICROPHONE,
    @JsonProperty("speaker")
    SPEAKER
}
