package com.ninja3cx.simulator.ninjaone;

import java.time.Instant;
import java.util.Set;

/// What a token stands for. Without a user it was bought with client credentials.
record Grant(String clientId, boolean user, Set<String> scopes, Instant expires) {}
