package com.ninja3cx.server.ticket.closing;

import org.jspecify.annotations.Nullable;

/// What a person wants done with a draft beside sending it.
///
/// @param appendTo a ticket that is there already: everything goes to it, none is made
/// @param attachRecording null = as the settings say
/// @param finalStatus status the ticket gets once everything is on it, as the guide names it
public record Wishes(
        @Nullable Integer appendTo,
        @Nullable Boolean attachRecording,
        @Nullable Integer finalStatus) {

    public static final Wishes NONE = new Wishes(null, null, null);
}
