package com.ninja3cx.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Who placed the call, seen from the provider.
public enum Direction {
    @JsonProperty("inbound")
    INBOUND,
    @JsonProperty("outbound")
    OUTBOUND,
    @JsonProperty("internal")
    INTERNAL
}
