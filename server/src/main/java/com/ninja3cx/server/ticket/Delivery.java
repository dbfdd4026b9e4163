package com.ninja3cx.server.ticket;

import com.ninja3cx.server.directory.Directory;
import com.ninja3cx.server.ninjaone.Failure;
import com.ninja3cx.server.ninjaone.NewTicket;
import com.ninja3cx.server.ninjaone.NinjaOne;
import com.ninja3cx.server.ninjaone.NinjaOneException;
import com.ninja3cx.server.ninjaone.Note;
import com.ninja3cx.server.ninjaone.Outcome;
import com.ninja3cx.server.ninjaone.Ticket;
import com.ninja3cx.server.ninjaone.TicketForm;
import com.ninja3cx.server.ninjaone.TicketStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Turns an intent into a request, in NinjaOne's own terms: form, status and organisation are
/// looked up, nothing is assumed about a tenant's ids.
final class Delivery {

    private static final Duration KEEP = Duration.ofMinutes(10);
    private static final List<String> TAGS = List.of("3cx");

    /// The steps of the guide's `statusId`, by the names every tenant has.
    private static final List<String> STEPS =
            List.of("NEW", "OPEN", "WAITING", "PAUSED", "RESOLVED", "CLOSED");

    private final NinjaOne ninja;
    private final Directory directory;
    private final TicketSettings settings;
    private final InstantSource clock;
    private volatile @Nullable Kept<List<TicketStatus>> statuses;

    /// A look-up that rarely changes.
    private record Kept<T>(T value, Instant until) {}

    Delivery(NinjaOne ninja, Directory directory, TicketSettings settings, InstantSource clock) {
        this.clock = clock;
        this.ninja = ninja;
        this.directory = directory;
        this.settings = settings;
    }

    /// The number of the ticket written to.
    Outcome<Integer> deliver(Entry entry) {
        return switch (entry.intent()) {
            case Intent.CreateTicket create -> create(create);
            case Intent.AddNote(String body) -> note(entry.ticketId(), body);
        };
    }

    private Outcome<Integer> create(Intent.CreateTicket create) {
        NewTicket ticket;
        try {
            Integer organization =
                    create.organizationId() != null
                            ? create.organizationId()
                            : settings.ninja().organizationId();
            if (organization == null) {
                return refused(
                        "organisation_missing",
                        "no organisation: choose one, or set NINJA_ORGANIZATION_ID");
            }
            ticket =
                    new NewTicket(
                            organization,
                            form(),
                            create.subject(),
                            create.description(),
                            false,
                            status(create.statusId()),
                            create.priority(),
                            create.requesterUid(),
                            directory.technician(create.technicianEmail()).orElse(null),
                            TAGS);
        } catch (NinjaOneException lookup) {
            Failure failure = lookup.failure();
            // Only a read failed: nothing was written yet.
            return new Outcome.Refused<>(
                    failure.kind() == Failure.Kind.UNCERTAIN ? notReached(failure) : failure);
        } catch (UnknownIdException unknown) {
            return refused(unknown.code, unknown.getMessage());
        }
        return switch (ninja.create(ticket)) {
            case Outcome.Sent<Ticket>(Ticket made) -> new Outcome.Sent<>(made.id());
            case Outcome.Refused<Ticket>(Failure failure) -> new Outcome.Refused<>(failure);
            case Outcome.Unknown<Ticket>(Failure failure) -> new Outcome.Unknown<>(failure);
        };
    }

    private Outcome<Integer> note(@Nullable Integer ticket, String body) {
        return ticket == null
                ? refused("ticket_missing", "the ticket of this note is not known")
                : ninja.comment(ticket, new Note(false, body, List.of()));
    }

    private int form() throws NinjaOneException, UnknownIdException {
        Integer wanted = settings.ninja().ticketFormId();
        if (wanted != null) {
            return wanted;
        }
        List<TicketForm> forms = ninja.forms().stream().filter(TicketForm::active).toList();
        return forms.stream()
                .filter(TicketForm::isDefault)
                .findFirst()
                .or(() -> forms.stream().min(Comparator.comparingInt(TicketForm::id)))
                .map(TicketForm::id)
                .orElseThrow(
                        () ->
                                new UnknownIdException(
                                        "form_missing",
                                        "NinjaOne has no active ticket form: create one"));
    }

    /// An id the tenant has is taken as it is; otherwise the guide's 1 = New, 2 = Open, … by name.
    private String status(int id) throws NinjaOneException, UnknownIdException {
        List<TicketStatus> statuses = statuses();
        Optional<TicketStatus> exact =
                statuses.stream().filter(status -> status.statusId() == id).findFirst();
        Optional<TicketStatus> byStep =
                id > STEPS.size()
                        ? Optional.empty()
                        : statuses.stream()
                                .filter(status -> status.name().equalsIgnoreCase(STEPS.get(id - 1)))
                                .findFirst();
        return Integer.toString(
                exact.or(() -> byStep)
                        .orElseThrow(
                                () ->
                                        new UnknownIdException(
                                                "status_missing",
                                                "NINJA_STATUS_ID="
                                                        + id
                                                        + " is none of "
                                                        + listed(statuses)))
                        .statusId());
    }

    private List<TicketStatus> statuses() throws NinjaOneException {
        Kept<List<TicketStatus>> kept = statuses;
        if (kept == null || clock.instant().isAfter(kept.until())) {
            kept = new Kept<>(ninja.statuses(), clock.instant().plus(KEEP));
            statuses = kept;
        }
        return kept.value();
    }

    private static String listed(List<TicketStatus> statuses) {
        return String.join(
                ", ",
                statuses.stream()
                        .map(status -> status.statusId() + " " + status.displayName())
                        .toList());
    }

    private static Failure notReached(Failure failure) {
        return new Failure(
                Failure.Kind.NOT_REACHED,
                failure.status(),
                failure.code(),
                failure.message(),
                failure.incidentId(),
                failure.requestId(),
                failure.retryAfter());
    }

    private static Outcome<Integer> refused(String code, @Nullable String message) {
        return new Outcome.Refused<>(
                new Failure(
                        Failure.Kind.INVALID,
                        0,
                        code,
                        message == null ? "" : message,
                        null,
                        null,
                        null));
    }

    private static final class UnknownIdException extends Exception {
        private static final long serialVersionUID = 1L;
        private final String code;

        UnknownIdException(String code, String message) {
            super(message);
            this.code = code;
        }
    }
}
