package com.ninja3cx.server.ticket.delivery;

import com.ninja3cx.server.directory.Device;
import com.ninja3cx.server.directory.Directory;
import com.ninja3cx.server.directory.Technician;
import com.ninja3cx.server.ninjaone.Failure;
import com.ninja3cx.server.ninjaone.NewTicket;
import com.ninja3cx.server.ninjaone.NinjaOne;
import com.ninja3cx.server.ninjaone.NinjaOneException;
import com.ninja3cx.server.ninjaone.Note;
import com.ninja3cx.server.ninjaone.Outcome;
import com.ninja3cx.server.ninjaone.Permit;
import com.ninja3cx.server.ninjaone.Ticket;
import com.ninja3cx.server.ninjaone.TicketChange;
import com.ninja3cx.server.ninjaone.TicketForm;
import com.ninja3cx.server.ticket.draft.TicketSettings;
import com.ninja3cx.server.ticket.outbox.Entry;
import com.ninja3cx.server.ticket.outbox.Intent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Turns an intent into a request, in NinjaOne's own terms. Everything is private: a public comment
/// would be mailed to the customer.
public final class Delivery {

    private static final List<String> TAGS = List.of("3cx");

    /// Making a file of a long call takes up to this many times the time of a request.
    private static final int EXPORT = 10;

    private final NinjaOne ninja;
    private final Directory directory;
    private final TicketTerms terms;
    private final TicketSettings settings;
    private final Sound sound;
    private final SoundPlaces places;

    public Delivery(
            NinjaOne ninja,
            Directory directory,
            TicketTerms terms,
            TicketSettings settings,
            Sound sound,
            SoundPlaces places) {
        this.ninja = ninja;
        this.directory = directory;
        this.terms = terms;
        this.settings = settings;
        this.sound = sound;
        this.places = places;
    }

    /// @param permit prolonged for what takes long, and asked right before the write leaves
    /// @return the number of the ticket written to
    Outcome<Integer> deliver(Entry entry, Departure permit) {
        Integer ticket = entry.ticketId();
        return switch (entry.intent()) {
            case Intent.CreateTicket create -> create(create, permit);
            case Intent.AppendTo(int there, String body) -> comment(there, body, 0, permit);
            case Intent.AddNote(String body) -> comment(ticket, body, 0, permit);
            case Intent.TrackTime(String body, int seconds) ->
                    comment(ticket, body, seconds, permit);
            case Intent.AttachFile(String body) -> attach(entry, body, permit);
            case Intent.UpdateTicket(int statusId) -> update(ticket, statusId, permit);
        };
    }

    /// Whether a refusal concerns this entry at this moment alone: NinjaOne can be reached.
    static boolean onlyHere(Failure failure) {
        return List.of(OwnRefusal.TICKET_CHANGED, Permit.DENIED).contains(failure.code());
    }

    /// Whether a recording is not here: it may be somewhere else, come, or never have been.
    static boolean soundMissing(Failure failure) {
        return List.of(
                        OwnRefusal.SOUND_ELSEWHERE,
                        OwnRefusal.SOUND_COMING,
                        OwnRefusal.SOUND_NOWHERE,
                        OwnRefusal.SOUND_REMOVED)
                .contains(failure.code());
    }

    /// A machine of another customer is no machine of this ticket.
    private @Nullable Integer device(@Nullable Integer id, int organization) {
        return id == null
                ? null
                : directory
                        .device(id)
                        .filter(device -> device.organizationId() == organization)
                        .map(Device::id)
                        .orElse(null);
    }

    private Outcome<Integer> create(Intent.CreateTicket create, Departure permit) {
        NewTicket ticket;
        try {
            Integer organization =
                    create.organizationId() != null
                            ? create.organizationId()
                            : settings.ninja().organizationId();
            if (organization == null) {
                return invalid(
                        OwnRefusal.ORGANISATION_MISSING,
                        "no organisation: choose one, or set NINJA_ORGANIZATION_ID");
            }
            Integer chosen = create.formId();
            Optional<TicketForm> form =
                    terms.form(chosen != null ? chosen : settings.ninja().ticketFormId());
            if (form.isEmpty()) {
                return invalid(
                        OwnRefusal.FORM_MISSING,
                        "NinjaOne has no such active ticket form: see NINJA_TICKET_FORM_ID");
            }
            Optional<Integer> status = terms.status(create.statusId());
            if (status.isEmpty()) {
                return noSuchStatus(create.statusId());
            }
            ticket =
                    new NewTicket(
                            organization,
                            form.get().id(),
                            create.subject(),
                            create.description(),
                            false,
                            Integer.toString(status.get()),
                            create.priority(),
                            create.requesterUid(),
                            directory
                                    .technician(
                                            create.technicianExtension(), create.technicianEmail())
                                    .map(Technician::id)
                                    .orElse(null),
                            TAGS,
                            device(create.nodeId(), organization),
                            form.get().attributes(settings.ninja().ticketFields()));
        } catch (NinjaOneException lookup) {
            return notSent(lookup.failure());
        }
        return number(ninja.create(ticket, permit));
    }

    private Outcome<Integer> noSuchStatus(int id) throws NinjaOneException {
        return invalid(
                OwnRefusal.STATUS_MISSING, "status " + id + " is none of " + terms.statusNames());
    }

    private Outcome<Integer> comment(
            @Nullable Integer ticket, String body, int seconds, Departure permit) {
        return ticket == null
                ? ticketMissing()
                : comment(ticket, new Note(false, body, seconds, List.of()), permit);
    }

    /// NinjaOne's refusal does not say in a word of its own that the ticket is closed: asked then.
    private Outcome<Integer> comment(int ticket, Note note, Departure permit) {
        Outcome<Integer> outcome = ninja.comment(ticket, note, permit);
        return outcome instanceof Outcome.Refused<Integer>(Failure why)
                        && why.kind() == Failure.Kind.INVALID
                        && closed(ticket)
                ? new Outcome.Refused<>(why.coded(OwnRefusal.TICKET_CLOSED))
                : outcome;
    }

    private boolean closed(int ticket) {
        try {
            return terms.closed(ninja.ticket(ticket).statusId());
        } catch (NinjaOneException unknown) {
            // Then the refusal speaks for itself.
            return false;
        }
    }

    static boolean ticketClosed(Failure failure) {
        return failure.code().equals(OwnRefusal.TICKET_CLOSED);
    }

    private static Outcome<Integer> ticketMissing() {
        return invalid(OwnRefusal.TICKET_MISSING, "the ticket this belongs to is not known");
    }

    private Outcome<Integer> attach(Entry entry, String body, Departure permit) {
        Integer ticket = entry.ticketId();
        String call = entry.callId();
        if (ticket == null || call == null) {
            return ticketMissing();
        }
        Optional<Path> file;
        permit.takes(ninja.deadline(0).multipliedBy(EXPORT));
        try {
            file = sound.export(call);
            if (file.isPresent()) {
                permit.takes(ninja.deadline(Files.size(file.get())));
            }
        } catch (IOException e) {
            return invalid(OwnRefusal.SOUND_UNREADABLE, String.valueOf(e.getMessage()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return refused(Failure.Kind.NOT_REACHED, Permit.DENIED, "the server stops");
        }
        if (file.isEmpty()) {
            return noSound(places.of(call));
        }
        try {
            String name = "appel-" + call + extension(file.get());
            var attachment = new Note.Attachment(name, type(file.get()), file.get());
            return comment(ticket, new Note(false, body, 0, List.of(attachment)), permit);
        } finally {
            delete(file.get());
        }
    }

    /// Several servers may share one database; the sound lies with the one that heard it.
    private static Outcome<Integer> noSound(SoundPlaces.Place place) {
        return switch (place) {
            case SoundPlaces.Place.Elsewhere() ->
                    refused(
                            Failure.Kind.NOT_REACHED,
                            OwnRefusal.SOUND_ELSEWHERE,
                            "the sound of this call is not on this server");
            case SoundPlaces.Place.Coming() ->
                    refused(
                            Failure.Kind.NOT_REACHED,
                            OwnRefusal.SOUND_COMING,
                            "the sound of this call is still to come");
            case SoundPlaces.Place.Nowhere() ->
                    refused(
                            Failure.Kind.NOT_REACHED,
                            OwnRefusal.SOUND_NOWHERE,
                            "no server has sound of this call");
            case SoundPlaces.Place.Removed(Instant at) ->
                    invalid(
                            OwnRefusal.SOUND_REMOVED,
                            at.atZone(ZoneOffset.UTC).toLocalDate().toString());
        };
    }

    private static String extension(Path file) {
        return file.toString().endsWith(".mp3") ? ".mp3" : ".wav";
    }

    private static String type(Path file) {
        return file.toString().endsWith(".mp3") ? "audio/mpeg" : "audio/wav";
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException later) {
            // It is cleared away with the next recording, some hours later.
        }
    }

    private Outcome<Integer> update(@Nullable Integer id, int statusId, Departure permit) {
        if (id == null) {
            return ticketMissing();
        }
        try {
            Optional<Integer> status = terms.status(statusId);
            if (status.isEmpty()) {
                return noSuchStatus(statusId);
            }
            Ticket ticket = ninja.ticket(id);
            // Whoever closed it had the last word: another status would open it again.
            if (ticket.statusId() == status.get() || terms.closed(ticket.statusId())) {
                return new Outcome.Sent<>(id);
            }
            Outcome<Integer> outcome =
                    number(
                            ninja.update(
                                    ticket,
                                    TicketChange.status(Integer.toString(status.get())),
                                    permit));
            boolean overtaken =
                    outcome instanceof Outcome.Refused<Integer>(Failure failure)
                            && failure.status() == 409;
            return overtaken
                    ? refused(
                            Failure.Kind.NOT_REACHED,
                            OwnRefusal.TICKET_CHANGED,
                            "somebody changed the ticket")
                    : outcome;
        } catch (NinjaOneException lookup) {
            return notSent(lookup.failure());
        }
    }

    private static Outcome<Integer> number(Outcome<Ticket> outcome) {
        return switch (outcome) {
            case Outcome.Sent<Ticket>(Ticket made) -> new Outcome.Sent<>(made.id());
            case Outcome.Refused<Ticket>(Failure failure) -> new Outcome.Refused<>(failure);
            case Outcome.Unknown<Ticket>(Failure failure) -> new Outcome.Unknown<>(failure);
        };
    }

    /// Only a read failed: nothing was written yet.
    private static Outcome<Integer> notSent(Failure failure) {
        return new Outcome.Refused<>(
                failure.kind() == Failure.Kind.UNCERTAIN
                        ? failure.as(Failure.Kind.NOT_REACHED)
                        : failure);
    }

    private static Outcome<Integer> invalid(String code, String message) {
        return refused(Failure.Kind.INVALID, code, message);
    }

    private static Outcome<Integer> refused(Failure.Kind kind, String code, String message) {
        return new Outcome.Refused<>(new Failure(kind, 0, code, message, null, null, null));
    }
}
