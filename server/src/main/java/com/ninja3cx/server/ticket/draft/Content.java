package com.ninja3cx.server.ticket.draft;

import com.ninja3cx.server.analysis.Category;
import com.ninja3cx.server.analysis.Priority;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a ticket will say and for whom it is.
///
/// @param description body of the ticket: the summary and the facts of the call
/// @param summary what the analysis wrote, unchanged by corrections of the description
/// @param device the computer it is about
public record Content(
        String title,
        String description,
        String summary,
        Category category,
        Priority priority,
        @Nullable Named requester,
        @Nullable Organisation organisation,
        @Nullable Device device,
        Filing filing) {

    /// Names of the fields a person can change.
    public static final Set<String> FIELDS =
            Set.of(
                    "title",
                    "description",
                    "category",
                    "priority",
                    "requester",
                    "organisation",
                    "device",
                    "board",
                    "status",
                    "form");

    /// A person as NinjaOne names them.
    public record Named(String uid, String name) {}

    /// A customer as NinjaOne names it.
    public record Organisation(int id, String name) {}

    /// A device as NinjaOne names it (`nodeId`).
    public record Device(int id, String name) {}

    /// How NinjaOne files it.
    ///
    /// @param boardId, statusId as the guide names them; null = from the settings
    /// @param formId null = from the settings
    public record Filing(
            @Nullable Integer boardId, @Nullable Integer statusId, @Nullable Integer formId) {
        public static final Filing USUAL = new Filing(null, null, null);
    }

    /// How it was filed, and to whom, with nothing that was said or typed.
    Content withoutWords(String title) {
        return new Content(
                title, "", "", category, priority, requester, organisation, device, filing);
    }

    /// This content where a person has not touched a field, `mine` where one has.
    public Content under(Content mine, Set<String> touched) {
        return new Content(
                touched.contains("title") ? mine.title : title,
                touched.contains("description") ? mine.description : description,
                summary,
                touched.contains("category") ? mine.category : category,
                touched.contains("priority") ? mine.priority : priority,
                touched.contains("requester") ? mine.requester : requester,
                touched.contains("organisation") ? mine.organisation : organisation,
                touched.contains("device") ? mine.device : device,
                new Filing(
                        touched.contains("board") ? mine.filing.boardId : filing.boardId,
                        touched.contains("status") ? mine.filing.statusId : filing.statusId,
                        touched.contains("form") ? mine.filing.formId : filing.formId));
    }
}
