package com.ninja3cx.server.ticket.draft;

import com.ninja3cx.server.analysis.Language;
import com.ninja3cx.server.directory.Requester;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A draft as JSON shows it: in `/api/drafts`, in `/ws/live` and beside a call.
///
/// @param category for a person, in their language; `categoryId` is for programs
/// @param missing codes: identity, requester, organisation, transcript, revision, ninjaone
/// @param candidates people who share the caller's number
public record DraftView(
        String id,
        @Nullable String call,
        String state,
        long version,
        String title,
        String description,
        String summary,
        String category,
        String categoryId,
        String priority,
        @Nullable Person requester,
        @Nullable Customer organisation,
        @Nullable Machine device,
        @Nullable Integer board,
        @Nullable Integer status,
        @Nullable Integer form,
        List<Requester> candidates,
        @Nullable Instant deadline,
        List<String> missing,
        String reference,
        @Nullable Ticket ticket,
        @Nullable String note,
        String revision) {

    /// A requester.
    public record Person(String name, String uid) {}

    /// An organisation.
    public record Customer(String name, int id) {}

    /// A device.
    public record Machine(String name, int id) {}

    /// What exists in NinjaOne.
    public record Ticket(int id, String url) {}

    public static DraftView of(Draft draft, Locale locale) {
        Content content = draft.content();
        Content.Named requester = content.requester();
        Content.Organisation organisation = content.organisation();
        Content.Device device = content.device();
        Integer ticket = draft.ticketId();
        String url = draft.ticketUrl();
        String note = draft.note().in(locale);
        Language language = locale.getLanguage().equals("en") ? Language.ENGLISH : Language.FRENCH;
        return new DraftView(
                draft.id(),
                draft.callId(),
                draft.state().code(),
                draft.version(),
                content.title(),
                content.description(),
                content.summary(),
                content.category().label(language),
                content.category().id(),
                content.priority().name(),
                requester == null ? null : new Person(requester.name(), requester.uid()),
                organisation == null ? null : new Customer(organisation.name(), organisation.id()),
                device == null ? null : new Machine(device.name(), device.id()),
                content.filing().boardId(),
                content.filing().statusId(),
                content.filing().formId(),
                draft.candidates(),
                draft.deadline(),
                draft.missing(),
                draft.reference(),
                ticket == null ? null : new Ticket(ticket, url == null ? "" : url),
                note.isEmpty() ? null : note,
                draft.revision());
    }
}
