package com.ninja3cx.server.directory;

import java.util.List;

/// Who a number belongs to.
public sealed interface Caller {

    record Known(Requester requester) implements Caller {}

    /// More than one person has it; a person must choose.
    record Several(List<Requester> requesters) implements Caller {
        public Several {
            requesters = List.copyOf(requesters);
        }
    }

    /// Nobody has it, or the number is hidden.
    record Nobody() implements Caller {}
}
