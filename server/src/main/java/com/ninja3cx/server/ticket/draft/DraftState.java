package com.ninja3cx.server.ticket.draft;

import java.util.Locale;

/// Where a draft stands.
public enum DraftState {
    /// The call has ended; words or identity may still come.
    OPEN,
    /// Will be sent at its deadline unless somebody stops it.
    COUNTING,
    /// Waits for a person.
    HELD,
    /// Handed to the outbox; can no longer be changed.
    QUEUED,
    /// The ticket exists.
    SENT,
    /// A person decided that there is no ticket.
    DISCARDED,
    /// Cannot be sent as things are; its note says why.
    BLOCKED,
    /// NinjaOne refused it, or nobody can tell whether it exists: a person must look.
    PARKED;

    /// The name in JSON.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether it is for the outbox to bring it to NinjaOne.
    public boolean handedOver() {
        return switch (this) {
            case QUEUED, SENT, PARKED -> true;
            case OPEN, COUNTING, HELD, BLOCKED, DISCARDED -> false;
        };
    }

    /// Whether its texts may still change before they are sent for the first time.
    public boolean editable() {
        return switch (this) {
            case OPEN, COUNTING, HELD, BLOCKED, PARKED -> true;
            case QUEUED, SENT, DISCARDED -> false;
        };
    }
}
