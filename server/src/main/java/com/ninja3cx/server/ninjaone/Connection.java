package com.ninja3cx.server.ninjaone;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How things stand with the authorisation.
///
/// @param scopes as NinjaOne granted them; empty when it did not say
/// @param authorisedAt when a person authorised last, here; null = never
/// @param lostAt when NinjaOne refused the refresh token; null = it did not
/// @param lostWhy NinjaOne's answer then
public record Connection(
        State state,
        Set<String> scopes,
        @Nullable Instant authorisedAt,
        @Nullable Instant lostAt,
        String lostWhy) {

    public enum State {
        /// Nothing was tried yet.
        NEW,
        /// A technician stands behind the token: tickets can be written.
        TECHNICIAN,
        /// The token belongs to the application alone: most tenants let it read only.
        MACHINE,
        /// The technician's authorisation ended: tickets wait until somebody authorises again.
        LOST
    }

    static Connection of(StoredTokens stored) {
        State state;
        if (!stored.refresh().isEmpty() || (stored.user() && !stored.access().isEmpty())) {
            state = stored.user() ? State.TECHNICIAN : State.NEW;
        } else if (stored.refusedAt() > 0) {
            state = State.LOST;
        } else {
            state = stored.access().isEmpty() ? State.NEW : State.MACHINE;
        }
        return new Connection(
                state,
                stored.scopes(),
                time(stored.connectedAt()),
                time(stored.refusedAt()),
                stored.refusedWhy());
    }

    private static @Nullable Instant time(long millis) {
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }
}
