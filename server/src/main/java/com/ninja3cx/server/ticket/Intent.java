package com.ninja3cx.server.ticket;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/// One write to NinjaOne, as decided when the draft was closed.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Intent.CreateTicket.class, name = "CreateTicket"),
    @JsonSubTypes.Type(value = Intent.AddNote.class, name = "AddNote"),
})
sealed interface Intent {

    /// @param subject ends with the reference; at most 200 characters
    /// @param statusId as the guide names it; looked up when sent
    /// @param organizationId null = the one of the settings when sent
    record CreateTicket(
            String subject,
            String description,
            String priority,
            int statusId,
            @Nullable Integer organizationId,
            @Nullable String requesterUid,
            @Nullable String technicianEmail,
            @Nullable Integer boardId)
            implements Intent {}

    /// A private note on the ticket that the entry before created; ends with its marker.
    record AddNote(String body) implements Intent {}

    default String kind() {
        return switch (this) {
            case CreateTicket create -> "CreateTicket";
            case AddNote note -> "AddNote";
        };
    }
}
