package com.ninja3cx.server.context;

import com.ninja3cx.server.call.CallStore;
import com.ninja3cx.server.directory.Directory;
import com.ninja3cx.server.directory.PhoneNumbers;
import com.ninja3cx.server.ninjaone.NinjaOne;
import com.ninja3cx.server.ticket.draft.DraftViews;
import com.ninja3cx.server.web.Routes;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// What is shown of a caller, ready to be wired.
public final class ContextFeature {

    private ContextFeature() {}

    /// @param ninja null while NinjaOne is not set up
    /// @param board through which open tickets are looked for; null = not set
    public static Routes create(
            Directory directory,
            PhoneNumbers numbers,
            CallStore calls,
            DraftViews drafts,
            @Nullable NinjaOne ninja,
            @Nullable Integer board,
            InstantSource clock) {
        return new ContextRoutes(
                calls,
                new Contexts(directory, numbers, calls, drafts),
                new OpenTickets(ninja, board, clock),
                ninja);
    }
}
