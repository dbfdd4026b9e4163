package com.ninja3cx.server.ticket.outbox;

import java.util.Locale;

/// Where an outbox entry stands.
public enum EntryState {
    /// To be sent when due.
    READY,
    /// A request may be under way. After a crash it stays so until its lease ends.
    SENDING,
    /// May or may not have been done: searched before anything is sent again.
    UNKNOWN,
    /// Done.
    SENT,
    /// A person must decide; its reason says why.
    PARKED,
    /// Given up with its draft, or skipped because there is nothing to write; its reason says
    /// which.
    CANCELLED;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
