package com.ninja3cx.server.live;

import java.util.Locale;
import java.util.Optional;

/// The ticket draft of a call as pages show it, for whoever knows drafts.
public interface Drafts {

    /// What is to be written as JSON; empty while the call has no draft.
    Optional<?> of(String callId, Locale locale);

    /// What its agent is told; empty while the call has no draft.
    Optional<DraftNews> news(String callId);
}
