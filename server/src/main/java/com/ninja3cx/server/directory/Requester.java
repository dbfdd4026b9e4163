package com.ninja3cx.server.directory;

import org.jspecify.annotations.Nullable;

/// Somebody a ticket can be for.
///
/// @param uid what NinjaOne calls `requesterUid`
public record Requester(
        String uid,
        String name,
        @Nullable Integer organizationId,
        @Nullable String organizationName) {}
