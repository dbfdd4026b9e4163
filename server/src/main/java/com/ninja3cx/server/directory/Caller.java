package com.ninja3cx.server.directory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who a number belongs to.
public sealed interface Caller {

    record Known(Requester requester) implements Caller {}

    /// More than one person may be calling from it; a person must choose.
    ///
    /// @param requesters at most [Directory#MOST_CANDIDATES]
    /// @param total how many there are
    /// @param organisation the one they all belong to; null where they differ
    record Several(List<Requester> requesters, int total, @Nullable Integer organisation)
            implements Caller {
        public Several {
            requesters = List.copyOf(requesters);
        }
    }

    /// Nobody has it, or the number is hidden.
    record Nobody() implements Caller {}
}
