package com.ninja3cx.server.ticket.desk;

import com.ninja3cx.server.call.CallStore;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.directory.Directory;
import com.ninja3cx.server.ticket.closing.Closing;
import com.ninja3cx.server.ticket.draft.DraftStore;
import com.ninja3cx.server.ticket.draft.TicketSettings;
import java.time.InstantSource;

/// What whoever makes drafts works with.
public record Desk(
        Database database,
        DraftStore store,
        Drafts drafts,
        Closing closing,
        CallStore calls,
        Directory directory,
        TicketSettings settings,
        InstantSource clock) {}
