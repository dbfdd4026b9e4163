package com.ninja3cx.server.directory;

import org.jspecify.annotations.Nullable;

/// A colleague who can be put in charge of a ticket.
///
/// @param id what NinjaOne calls `assignedAppUserId`
public record Technician(int id, String name, @Nullable String email) {}
