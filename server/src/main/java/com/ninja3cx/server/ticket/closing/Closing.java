package com.ninja3cx.server.ticket.closing;

import com.ninja3cx.server.call.Call;
import com.ninja3cx.server.call.CallState;
import com.ninja3cx.server.ninjaone.NewTicket;
import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.server.ticket.draft.Content;
import com.ninja3cx.server.ticket.draft.Draft;
import com.ninja3cx.server.ticket.draft.DraftState;
import com.ninja3cx.server.ticket.draft.DraftStore;
import com.ninja3cx.server.ticket.draft.Reference;
import com.ninja3cx.server.ticket.draft.TicketSettings;
import com.ninja3cx.server.ticket.draft.TranscriptText;
import com.ninja3cx.server.ticket.outbox.Entry;
import com.ninja3cx.server.ticket.outbox.EntryState;
import com.ninja3cx.server.ticket.outbox.Intent;
import com.ninja3cx.server.ticket.outbox.OutboxStore;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Turns a draft into outbox entries, inside the caller's transaction: the ticket first (or a
/// comment on one that is there), then the private notes, the recording, the time, and last the
/// status it shall end in.
public final class Closing {

    private final DraftStore drafts;
    private final OutboxStore outbox;
    private final WishStore wishes;
    private final TimeBook book;
    private final TicketSettings settings;

    public Closing(
            DraftStore drafts,
            OutboxStore outbox,
            WishStore wishes,
            TimeBook book,
            TicketSettings settings) {
        this.drafts = drafts;
        this.outbox = outbox;
        this.wishes = wishes;
        this.book = book;
        this.settings = settings;
    }

    /// @param call null for a ticket without a call
    public void close(Handle handle, Draft draft, @Nullable Call call, Notes notes) {
        Wishes wished = wishes.of(handle, draft.id());
        Intent opening =
                opening(
                        draft,
                        wished,
                        call == null ? null : call.agentExtension(),
                        call == null ? null : call.agentEmail());
        Integer ticket = opening instanceof Intent.AppendTo(int there, String body) ? there : null;
        outbox.append(handle, draft, opening, ticket);
        if (call != null) {
            append(handle, draft, notes.about(call, draft, settings));
            if (call.state() == CallState.ENDED) {
                complete(handle, draft, call, notes);
            }
        } else {
            append(handle, draft, notes.transcript());
        }
        if (call == null || call.settled()) {
            finish(handle, draft);
        }
        drafts.save(handle, draft.in(DraftState.QUEUED, Draft.NOTHING));
    }

    /// Recording and time: what only a call that is over has whole. Of one that was sent while it
    /// ran they follow; a second time has no effect.
    public void complete(Handle handle, Draft draft, Call call, Notes notes) {
        if (attaches(wishes.of(handle, draft.id()))) {
            attachRecording(handle, draft, notes);
        }
        boolean booked =
                outbox.ofDraft(handle, draft.id()).stream()
                        .anyMatch(entry -> entry.intent() instanceof Intent.TrackTime);
        if (!booked) {
            book(handle, draft, call, notes);
        }
    }

    /// The status the ticket shall end in, behind everything else: to be called once nothing more
    /// of its call is to come, or when something came after all.
    public void finish(Handle handle, Draft draft) {
        Integer status = wishes.of(handle, draft.id()).finalStatus();
        if (status == null) {
            return;
        }
        List<Entry> changes =
                outbox.ofDraft(handle, draft.id()).stream()
                        .filter(entry -> entry.intent() instanceof Intent.UpdateTicket)
                        .filter(entry -> entry.state() != EntryState.CANCELLED)
                        .toList();
        var wanted = new Intent.UpdateTicket(status);
        if (changes.isEmpty() || !changes.getLast().intent().equals(wanted)) {
            outbox.append(handle, draft, wanted, draft.ticketId());
        } else {
            outbox.putLast(handle, draft, changes.getLast());
        }
    }

    /// A person wishes for something else after the draft was handed over. Of a call that is not
    /// over yet it follows when it is.
    public void follow(
            Handle handle,
            Draft draft,
            @Nullable Call call,
            Wishes before,
            Wishes after,
            Notes notes) {
        boolean recording =
                Boolean.TRUE.equals(after.attachRecording())
                        && !Boolean.TRUE.equals(before.attachRecording());
        if (recording && call != null && call.state() == CallState.ENDED) {
            attachRecording(handle, draft, notes);
        }
        if (call == null || call.settled()) {
            finish(handle, draft);
        }
    }

    /// Whether a recording is to be attached where there is one.
    public boolean attaches(Wishes wished) {
        Boolean attach = wished.attachRecording();
        return attach == null ? settings.outbox().attachRecording() : attach;
    }

    /// Adds notes behind what is already there.
    public void append(Handle handle, Draft draft, List<String> notes) {
        for (String note : notes) {
            marked(handle, draft, note, Intent.AddNote::new);
        }
    }

    /// Adds the recording, unless it is there or on its way.
    void attachRecording(Handle handle, Draft draft, Notes notes) {
        boolean there =
                outbox.ofDraft(handle, draft.id()).stream()
                        .anyMatch(
                                entry ->
                                        entry.intent() instanceof Intent.AttachFile
                                                && entry.state() != EntryState.CANCELLED);
        if (!there) {
            marked(handle, draft, notes.recording(), Intent.AttachFile::new);
        }
    }

    /// Books what is not booked yet of a call's time.
    void book(Handle handle, Draft draft, Call call, Notes notes) {
        Optional<TimeBook.Share> open = book.open(handle, call);
        if (open.isEmpty()) {
            return;
        }
        TimeBook.Share share = open.get();
        boolean billed = settings.outbox().timeTracking() == Settings.TimeTracking.BILLABLE;
        String id =
                marked(
                        handle,
                        draft,
                        notes.time(share.seconds(), billed),
                        body -> new Intent.TrackTime(body, billed ? share.seconds() : 0));
        book.book(handle, id, share);
    }

    private interface Worded {
        Intent with(String body);
    }

    private String marked(Handle handle, Draft draft, String words, Worded intent) {
        int ordinal = outbox.nextOrdinal(handle, draft.id());
        String body = readable(words) + "\n\n" + Reference.marker(draft.reference(), ordinal);
        return outbox.append(handle, draft, intent.with(body), draft.ticketId());
    }

    /// The first entry, as draft and wishes are now.
    public Intent opening(
            Draft draft, Wishes wished, @Nullable String extension, @Nullable String email) {
        Integer there = wished.appendTo();
        if (there == null) {
            return create(draft, extension, email);
        }
        Content content = draft.content();
        return new Intent.AppendTo(
                there,
                readable(
                        "%s\n\n%s\n\n%s"
                                .formatted(
                                        content.title(),
                                        content.description(),
                                        draft.reference())));
    }

    /// A ticket that NinjaOne refused is made anew from its draft, which somebody may have
    /// corrected meanwhile. What may have been written stays as it is.
    public @Nullable Intent anew(Entry entry) {
        if (entry.uncertainSince() != null) {
            return null;
        }
        return switch (entry.intent()) {
            case Intent.CreateTicket old ->
                    again(entry, old.technicianExtension(), old.technicianEmail());
            case Intent.AppendTo old -> again(entry, null, null);
            case Intent.AddNote note -> null;
            case Intent.AttachFile file -> null;
            case Intent.TrackTime time -> null;
            case Intent.UpdateTicket update -> null;
        };
    }

    private @Nullable Intent again(
            Entry entry, @Nullable String extension, @Nullable String email) {
        return drafts.find(entry.draftId())
                .map(draft -> opening(draft, wishes.of(draft.id()), extension, email))
                .orElse(null);
    }

    private Intent create(Draft draft, @Nullable String extension, @Nullable String email) {
        Content content = draft.content();
        Content.Organisation organisation = content.organisation();
        Content.Named requester = content.requester();
        Content.Device device = content.device();
        Integer statusId = draft.statusId();
        String subject = subject(content.title(), draft.reference());
        boolean cut = !subject.startsWith(clean(content.title()));
        String description =
                (cut ? content.title() + "\n\n" : "")
                        + content.description()
                        + "\n\n"
                        + draft.reference();
        return new Intent.CreateTicket(
                subject,
                readable(description),
                content.priority().name(),
                statusId == null ? settings.ninja().statusId() : statusId,
                organisation == null ? null : organisation.id(),
                requester == null ? null : requester.uid(),
                email,
                draft.boardId(),
                extension,
                device == null ? null : device.id(),
                content.filing().formId());
    }

    /// Title and reference within NinjaOne's 200 characters; a title that is too long is cut at a
    /// word.
    static String subject(String title, String reference) {
        String clean = clean(title);
        int room = NewTicket.LONGEST_SUBJECT - reference.length() - 1;
        if (clean.length() > room) {
            int space = clean.lastIndexOf(' ', room - 1);
            int end = space > room / 2 ? space : room - 1;
            // Never between the two halves of one character.
            end = Character.isHighSurrogate(clean.charAt(end - 1)) ? end - 1 : end;
            clean = clean.substring(0, end).strip() + "…";
        }
        return clean + " " + reference;
    }

    private static String clean(String title) {
        return TranscriptText.clean(title);
    }

    private static String readable(String text) {
        return text.replace("\r\n", "\n").replaceAll("[\\p{Cntrl}&&[^\n\t]]", "").strip();
    }
}
