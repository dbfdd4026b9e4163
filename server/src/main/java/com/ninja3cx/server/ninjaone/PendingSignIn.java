package com.ninja3cx.server.ninjaone;

import com.ninja3cx.server.i18n.Words;
import org.jspecify.annotations.Nullable;

/// A sign-in that a person began.
///
/// @param stateHash of the `state` that NinjaOne sends back
/// @param verifier proves that the code comes to whom asked for it (PKCE)
/// @param fromPage begun in the administration page; only an administrator's browser may end it
/// @param expiresAt epoch milliseconds
/// @param ended null while it runs
record PendingSignIn(
        String stateHash,
        String verifier,
        String redirect,
        boolean fromPage,
        long expiresAt,
        @Nullable Ended ended) {

    /// @param connected whether a technician's token is stored now
    record Ended(boolean connected, String french, String english) {
        Words words() {
            return new Words(french, english);
        }
    }

    PendingSignIn endedWith(boolean connected, Words words) {
        return new PendingSignIn(
                stateHash,
                "",
                redirect,
                fromPage,
                expiresAt,
                new Ended(connected, words.french(), words.english()));
    }
}
