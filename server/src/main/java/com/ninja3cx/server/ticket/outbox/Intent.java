package com.ninja3cx.server.ticket.outbox;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/// One write to NinjaOne, as decided when the draft was closed or a person asked for it. Each kind
/// leaves something by which it can be found again: its marker in a subject, in a comment or in a
/// time entry's text; a change of a ticket is found by looking at the ticket.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Intent.CreateTicket.class, name = "CreateTicket"),
    @JsonSubTypes.Type(value = Intent.AppendTo.class, name = "AppendTo"),
    @JsonSubTypes.Type(value = Intent.AddNote.class, name = "AddNote"),
    @JsonSubTypes.Type(value = Intent.AttachFile.class, name = "AttachFile"),
    @JsonSubTypes.Type(value = Intent.TrackTime.class, name = "TrackTime"),
    @JsonSubTypes.Type(value = Intent.UpdateTicket.class, name = "UpdateTicket"),
})
public sealed interface Intent {

    /// @param subject ends with the reference; at most 200 characters
    /// @param statusId as the guide names it; looked up when sent
    /// @param technicianExtension goes before `technicianEmail`
    /// @param nodeId the device it is about
    /// @param formId null = the one of the settings when sent
    /// @param organizationId null = the one of the settings when sent
    record CreateTicket(
            String subject,
            String description,
            String priority,
            int statusId,
            @Nullable Integer organizationId,
            @Nullable String requesterUid,
            @Nullable String technicianEmail,
            @Nullable Integer boardId,
            @Nullable String technicianExtension,
            @Nullable Integer nodeId,
            @Nullable Integer formId)
            implements Intent {}

    /// A private comment on a ticket that was there before, in place of a new ticket; ends with the
    /// reference.
    record AppendTo(int ticket, String body) implements Intent {}

    /// A private note on the ticket of the first entry; ends with its marker.
    record AddNote(String body) implements Intent {}

    /// The call's recording beside a private comment that ends with its marker.
    record AttachFile(String body) implements Intent {}

    /// Time of work.
    ///
    /// @param body a private comment that ends with its marker
    /// @param seconds booked with it
    record TrackTime(String body, int seconds) implements Intent {}

    /// A change of the ticket.
    ///
    /// @param statusId as the guide names it
    record UpdateTicket(int statusId) implements Intent {}

    /// The same write with nothing in it that was said or typed: for one that is over.
    ///
    /// @param marker stands in place of every text
    default Intent withoutWords(String marker) {
        return switch (this) {
            case CreateTicket create ->
                    new CreateTicket(
                            marker,
                            marker,
                            create.priority,
                            create.statusId,
                            create.organizationId,
                            create.requesterUid,
                            create.technicianEmail,
                            create.boardId,
                            create.technicianExtension,
                            create.nodeId,
                            create.formId);
            case AppendTo append -> new AppendTo(append.ticket, marker);
            case AddNote note -> new AddNote(marker);
            case AttachFile file -> new AttachFile(marker);
            case TrackTime time -> new TrackTime(marker, time.seconds);
            case UpdateTicket update -> update;
        };
    }

    default String kind() {
        return switch (this) {
            case CreateTicket create -> "CreateTicket";
            case AppendTo append -> "AppendTo";
            case AddNote note -> "AddNote";
            case AttachFile file -> "AttachFile";
            case TrackTime time -> "TrackTime";
            case UpdateTicket update -> "UpdateTicket";
        };
    }

    /// Whether the others of its draft need it done: it says which ticket they write to.
    default boolean first() {
        return switch (this) {
            case CreateTicket create -> true;
            case AppendTo append -> true;
            case AddNote note -> false;
            case AttachFile file -> false;
            case TrackTime time -> false;
            case UpdateTicket update -> false;
        };
    }
}
