package com.ninja3cx.server.ticket;

import com.ninja3cx.protocol.Direction;
import com.ninja3cx.server.analysis.Category;
import com.ninja3cx.server.analysis.Priority;
import com.ninja3cx.server.call.Call;
import com.ninja3cx.server.call.CallState;
import com.ninja3cx.server.call.TranscriptState;
import com.ninja3cx.server.call.Trust;
import com.ninja3cx.server.ticket.draft.Content;
import com.ninja3cx.server.ticket.draft.Draft;
import com.ninja3cx.server.ticket.draft.DraftState;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// Calls and drafts of which only the times matter.
public final class Talk {

    private Talk() {}

    public static Call call(String id, String extension, Instant end, int seconds) {
        return new Call(
                id,
                "main",
                null,
                Direction.INBOUND,
                null,
                null,
                null,
                extension,
                null,
                end.minusSeconds(seconds),
                end,
                seconds,
                CallState.ENDED,
                Trust.TRUSTED,
                false,
                null,
                new TranscriptState.None());
    }

    public static Draft draft(Workshop shop, Handle handle) {
        var content =
                new Content(
                        "x",
                        "x",
                        "",
                        Category.OTHER,
                        Priority.LOW,
                        null,
                        null,
                        null,
                        Content.Filing.USUAL);
        Draft draft =
                Draft.fresh(
                        shop.drafts.freshId(),
                        null,
                        shop.drafts.freeReference(handle),
                        DraftState.HELD,
                        content,
                        shop.clock.instant());
        shop.drafts.insert(handle, draft);
        return draft;
    }
}
