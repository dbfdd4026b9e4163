package com.ninja3cx.server.call;

/// How far a call's story can be believed. Only a trusted call sends tickets or fetches recordings.
public enum Trust {
    /// Told by an agent's key, or by a sender with the secret or an allowed address.
    TRUSTED,
    /// Told by nobody we know.
    UNVERIFIED,
    /// Its PBX call id starts with `TEST-`.
    TEST
}
