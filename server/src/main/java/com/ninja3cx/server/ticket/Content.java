package com.ninja3cx.server.ticket;

import com.ninja3cx.server.analysis.Category;
import com.ninja3cx.server.analysis.Priority;
import org.jspecify.annotations.Nullable;

/// What a ticket will say and for whom it is.
///
/// @param description body of the ticket: the summary and the facts of the call
/// @param summary what the analysis wrote, unchanged by corrections of the description
public record Content(
        String title,
        String description,
        String summary,
        Category category,
        Priority priority,
        @Nullable Named requester,
        @Nullable Organisation organisation) {

    /// A person as NinjaOne names them.
    public record Named(String uid, String name) {}

    /// A customer as NinjaOne names it.
    public record Organisation(int id, String name) {}

    /// This content where a person has not touched a field, `mine` where one has.
    Content under(Content mine, java.util.Set<String> touched) {
        return new Content(
                touched.contains("title") ? mine.title : title,
                touched.contains("description") ? mine.description : description,
                summary,
                touched.contains("category") ? mine.category : category,
                touched.contains("priority") ? mine.priority : priority,
                touched.contains("requester") ? mine.requester : requester,
                touched.contains("organisation") ? mine.organisation : organisation);
    }
}
