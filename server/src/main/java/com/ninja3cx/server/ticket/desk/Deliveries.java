package com.ninja3cx.server.ticket.desk;

import com.ninja3cx.server.call.Call;
import com.ninja3cx.server.call.CallStore;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.ticket.closing.Closing;
import com.ninja3cx.server.ticket.closing.Notes;
import com.ninja3cx.server.ticket.closing.WishStore;
import com.ninja3cx.server.ticket.closing.Wishes;
import com.ninja3cx.server.ticket.draft.Draft;
import com.ninja3cx.server.ticket.draft.DraftState;
import com.ninja3cx.server.ticket.draft.DraftStore;
import com.ninja3cx.server.web.Problem;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What people want done beside sending a draft.
public final class Deliveries {

    private final Database database;
    private final DraftStore drafts;
    private final Drafts service;
    private final WishStore wishes;
    private final CallStore calls;
    private final Closing closing;

    public Deliveries(
            Database database,
            DraftStore drafts,
            Drafts service,
            WishStore wishes,
            CallStore calls,
            Closing closing) {
        this.database = database;
        this.drafts = drafts;
        this.service = service;
        this.wishes = wishes;
        this.calls = calls;
        this.closing = closing;
    }

    public Wishes of(String draftId) {
        return wishes.of(service.get(draftId).id());
    }

    /// Whether the recording goes to the ticket, wished for or as the settings say; never where
    /// there is no call.
    public boolean attaches(String draftId, Wishes wishes) {
        return service.get(draftId).callId() != null && closing.attaches(wishes);
    }

    /// The number of a draft's ticket, once there is one.
    public Optional<Integer> ticket(String draftId) {
        return Optional.ofNullable(service.get(draftId).ticketId());
    }

    /// Changes wishes. Once the draft is handed over, a recording or a status that is newly wished
    /// for follows behind the rest; which ticket it is can no longer be changed.
    public Wishes change(String draftId, UnaryOperator<Wishes> change) {
        Draft draft = service.get(draftId);
        Notes notes = Notes.of(service.text(draft.callId()));
        Wishes changed =
                database.write(
                        handle -> {
                            database.lock(handle, "draft " + draftId);
                            Draft now = drafts.find(handle, draftId).orElseThrow();
                            Wishes before = wishes.of(handle, draftId);
                            Wishes after = change.apply(before);
                            check(now, before, after);
                            wishes.save(handle, draftId, after);
                            if (now.state().handedOver()) {
                                closing.follow(
                                        handle, now, call(handle, now), before, after, notes);
                            }
                            return after;
                        });
        service.told(draft);
        return changed;
    }

    private static void check(Draft draft, Wishes before, Wishes after) {
        boolean moved =
                !Optional.ofNullable(before.appendTo())
                        .equals(Optional.ofNullable(after.appendTo()));
        if (moved && !draft.state().editable()) {
            throw Problem.conflict(
                    "draft_state",
                    new Words(
                            "Le brouillon est déjà parti : son ticket ne change plus.",
                            "The draft has left already: its ticket no longer changes."));
        }
        if (draft.state() == DraftState.DISCARDED) {
            throw Problem.conflict(
                    "draft_state",
                    new Words("Ce brouillon a été abandonné.", "This draft was discarded."));
        }
        if (Boolean.TRUE.equals(after.attachRecording()) && draft.callId() == null) {
            throw Problem.conflict(
                    "no_call",
                    new Words(
                            "Ce ticket ne vient pas d'un appel : il n'y a pas d'enregistrement.",
                            "This ticket comes from no call: there is no recording."));
        }
    }

    private @Nullable Call call(Handle handle, Draft draft) {
        String callId = draft.callId();
        return callId == null ? null : calls.find(handle, callId).orElse(null);
    }
}
