package com.ninja3cx.server.ninjaone;

/// What the token address gave.
///
/// @param refresh empty when the reply has none
/// @param expiresAt epoch milliseconds
record TokenReply(String access, String refresh, String scope, long expiresAt) {}
