package com.ninja3cx.server.live;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an agent is told of a draft.
///
/// @param state as in JSON, such as `counting`
/// @param deadline when it sends itself; null unless it counts down
/// @param ticket number in NinjaOne; null until it exists
/// @param url of the ticket; null until it exists
public record DraftNews(
        String id,
        String state,
        String title,
        @Nullable Instant deadline,
        @Nullable Integer ticket,
        @Nullable String url) {}
