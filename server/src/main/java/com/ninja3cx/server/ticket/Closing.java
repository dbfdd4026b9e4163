package com.ninja3cx.server.ticket;

import com.ninja3cx.server.call.Call;
import com.ninja3cx.server.ninjaone.NewTicket;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Turns a draft into outbox entries, inside the caller's transaction: the ticket first, then the
/// transcript as private notes.
final class Closing {

    private final DraftStore drafts;
    private final OutboxStore outbox;
    private final TicketSettings settings;

    Closing(DraftStore drafts, OutboxStore outbox, TicketSettings settings) {
        this.drafts = drafts;
        this.outbox = outbox;
        this.settings = settings;
    }

    /// @param call null for a ticket without a call
    /// @param notes bodies of the notes, without their markers
    void close(Handle handle, Draft draft, @Nullable Call call, List<String> notes) {
        outbox.append(
                handle, draft, 1, create(draft, call == null ? null : call.agentEmail()), null);
        int ordinal = 2;
        for (String note : notes) {
            outbox.append(handle, draft, ordinal, note(draft, ordinal, note), null);
            ordinal++;
        }
        drafts.save(handle, draft.in(DraftState.QUEUED, Draft.NOTHING));
    }

    /// Adds notes behind what is already there.
    void append(Handle handle, Draft draft, List<String> notes) {
        int ordinal = outbox.nextOrdinal(handle, draft.id());
        for (String note : notes) {
            outbox.append(handle, draft, ordinal, note(draft, ordinal, note), draft.ticketId());
            ordinal++;
        }
    }

    Intent create(Draft draft, @Nullable String technicianEmail) {
        Content content = draft.content();
        Content.Organisation organisation = content.organisation();
        Content.Named requester = content.requester();
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
                technicianEmail,
                draft.boardId());
    }

    private static Intent note(Draft draft, int ordinal, String body) {
        return new Intent.AddNote(
                readable(body) + "\n\n" + Reference.marker(draft.reference(), ordinal));
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
