package com.ninja3cx.server.ninjaone;

import com.ninja3cx.server.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the settings' numbers mean in this tenant, and which of them mean nothing there.
final class MappingCheck {

    private final Settings.Ninja settings;
    final List<Finding> findings = new ArrayList<>();
    final List<Report.Mapping> mapping = new ArrayList<>();

    MappingCheck(Settings.Ninja settings) {
        this.settings = settings;
    }

    void boards(List<Board> boards) {
        Integer wanted = settings.boardId();
        Optional<Board> found =
                boards.stream().filter(board -> wanted != null && board.id() == wanted).findFirst();
        add("boardId", "NINJA_BOARD_ID", wanted, "board", found.map(Board::name).orElse(null));
        Optional<Board> whole = boards.stream().filter(board -> !board.filtered()).findFirst();
        String hintFrench =
                whole.map(
                                board ->
                                        "« %s » (NINJA_BOARD_ID=%d) les montre tous"
                                                .formatted(board.name(), board.id()))
                        .orElse("aucun tableau sans condition n'est visible");
        String hintEnglish =
                whole.map(
                                board ->
                                        "“%s” (NINJA_BOARD_ID=%d) shows them all"
                                                .formatted(board.name(), board.id()))
                        .orElse("no board without conditions is visible");
        if (wanted != null && found.isEmpty()) {
            findings.add(
                    Finding.wrong(
                            "board_unknown",
                            "NINJA_BOARD_ID=%d : ce tableau n'existe pas ici (tableaux : %s)."
                                    .formatted(wanted, boardNames(boards)),
                            "NINJA_BOARD_ID=%d: there is no such board here (boards: %s)."
                                    .formatted(wanted, boardNames(boards))));
        } else if (found.isPresent() && found.get().filtered()) {
            findings.add(
                    Finding.note(
                            "board_filtered",
                            "Le tableau « %s » ne montre pas tous les tickets : quand NinjaOne n'a"
                                            .formatted(found.get().name())
                                    + " pas répondu, un ticket y est cherché d'abord, puis ailleurs"
                                    + " ; "
                                    + hintFrench
                                    + ".",
                            "The board “%s” does not show every ticket: when NinjaOne did not"
                                            .formatted(found.get().name())
                                    + " answer, a ticket is looked for there first, then elsewhere;"
                                    + " "
                                    + hintEnglish
                                    + "."));
        } else if (found.isPresent()) {
            findings.add(
                    Finding.good(
                            "board",
                            "Tableau %d : « %s », sans condition."
                                    .formatted(found.get().id(), found.get().name()),
                            "Board %d: “%s”, without conditions."
                                    .formatted(found.get().id(), found.get().name())));
        } else if (whole.isEmpty()) {
            findings.add(
                    Finding.wrong(
                            "board_missing",
                            "Aucun tableau sans condition n'est visible : quand NinjaOne n'a pas"
                                    + " répondu, une personne devra chercher le ticket. Créez un"
                                    + " tableau qui montre tous les tickets, visible du technicien"
                                    + " qui a autorisé.",
                            "No board without conditions is visible: when NinjaOne did not answer,"
                                    + " a person will have to look for the ticket. Make a board that"
                                    + " shows every ticket, visible to the technician who"
                                    + " authorised."));
        } else {
            findings.add(
                    Finding.note(
                            "board_unset",
                            "NINJA_BOARD_ID n'est pas réglé : tous les tableaux sont essayés ; %s."
                                    .formatted(hintFrench),
                            "NINJA_BOARD_ID is not set: all boards are tried; %s."
                                    .formatted(hintEnglish)));
        }
    }

    void statuses(List<TicketStatus> statuses) {
        int wanted = settings.statusId();
        Optional<TicketStatus> found = TicketStatus.meant(statuses, wanted);
        String listed =
                statuses.stream()
                        .map(each -> each.statusId() + " " + each.displayName())
                        .collect(Collectors.joining(", "));
        add(
                "statusId",
                "NINJA_STATUS_ID",
                wanted,
                "status",
                found.map(each -> "%d %s".formatted(each.statusId(), each.displayName()))
                        .orElse(null));
        findings.add(
                found.map(
                                each ->
                                        Finding.good(
                                                "status",
                                                "Statut des nouveaux tickets : %s (%d)."
                                                        .formatted(
                                                                each.displayName(),
                                                                each.statusId()),
                                                "Status of new tickets: %s (%d)."
                                                        .formatted(
                                                                each.displayName(),
                                                                each.statusId())))
                        .orElse(
                                Finding.wrong(
                                        "status_unknown",
                                        "NINJA_STATUS_ID=%d : aucun statut ne correspond (statuts :"
                                                        .formatted(wanted)
                                                + " %s).".formatted(listed),
                                        "NINJA_STATUS_ID=%d: no status fits (statuses: %s)."
                                                .formatted(wanted, listed))));
    }

    void priority() {
        String meaning =
                switch (settings.priorityId()) {
                    case 1 -> "LOW";
                    case 2 -> "MEDIUM";
                    default -> "HIGH";
                };
        add("priorityId", "NINJA_PRIORITY_ID", settings.priorityId(), "priority", meaning);
    }

    void forms(List<TicketForm> forms) {
        Integer wanted = settings.ticketFormId();
        Optional<TicketForm> found = TicketForm.chosen(forms, wanted);
        add(
                "",
                "NINJA_TICKET_FORM_ID",
                wanted,
                "ticketFormId",
                found.map(form -> "%d %s".formatted(form.id(), form.name())).orElse(null));
        if (found.isEmpty()) {
            String listed =
                    forms.stream()
                            .filter(TicketForm::active)
                            .map(form -> form.id() + " " + form.name())
                            .collect(Collectors.joining(", "));
            findings.add(
                    wanted == null
                            ? Finding.wrong(
                                    "form_missing",
                                    "NinjaOne n'a aucun formulaire de ticket actif : créez-en un.",
                                    "NinjaOne has no active ticket form: create one.")
                            : Finding.wrong(
                                    "form_unknown",
                                    "NINJA_TICKET_FORM_ID=%d : ce formulaire n'existe pas ou n'est"
                                                    .formatted(wanted)
                                            + " plus actif (formulaires : %s).".formatted(listed),
                                    "NINJA_TICKET_FORM_ID=%d: this form does not exist or is no"
                                                    .formatted(wanted)
                                            + " longer active (forms: %s).".formatted(listed)));
            return;
        }
        TicketForm form = found.get();
        List<FormField> unfilled = form.unfilled(settings.ticketFields());
        if (unfilled.isEmpty()) {
            findings.add(
                    Finding.good(
                            "form",
                            "Formulaire %d : « %s ».".formatted(form.id(), form.name()),
                            "Form %d: “%s”.".formatted(form.id(), form.name())));
            return;
        }
        String fields = unfilled.stream().map(MappingCheck::told).collect(Collectors.joining(", "));
        String line =
                unfilled.stream()
                        .map(field -> field.id() + "=" + example(field))
                        .collect(Collectors.joining("; "));
        findings.add(
                Finding.wrong(
                        "form_required",
                        "Le formulaire « %s » a des champs obligatoires que rien ne remplit : %s."
                                        .formatted(form.name(), fields)
                                + " Choisissez un autre formulaire (NINJA_TICKET_FORM_ID) ou donnez"
                                + " leurs valeurs : NINJA_TICKET_FIELDS=%s".formatted(line),
                        "The form “%s” has required fields that nothing fills: %s. Choose another"
                                        .formatted(form.name(), fields)
                                + " form (NINJA_TICKET_FORM_ID) or give their values:"
                                + " NINJA_TICKET_FIELDS=%s".formatted(line)));
    }

    void organization(List<Organization> organizations) {
        Integer wanted = settings.organizationId();
        Optional<Organization> found =
                organizations.stream()
                        .filter(each -> wanted != null && each.id() == wanted)
                        .findFirst();
        add(
                "",
                "NINJA_ORGANIZATION_ID",
                wanted,
                "clientId",
                found.map(Organization::name).orElse(null));
        if (wanted == null) {
            findings.add(
                    Finding.note(
                            "organization_unset",
                            "NINJA_ORGANIZATION_ID n'est pas réglé : le ticket d'un appelant"
                                    + " inconnu attend qu'une personne choisisse l'organisation.",
                            "NINJA_ORGANIZATION_ID is not set: the ticket of an unknown caller"
                                    + " waits until a person chooses the organisation."));
        } else if (found.isEmpty()) {
            findings.add(
                    Finding.wrong(
                            "organization_unknown",
                            "NINJA_ORGANIZATION_ID=%d : cette organisation n'existe pas, ou le"
                                            .formatted(wanted)
                                    + " technicien qui a autorisé ne la voit pas.",
                            "NINJA_ORGANIZATION_ID=%d: there is no such organisation, or the"
                                            .formatted(wanted)
                                    + " technician who authorised does not see it."));
        } else {
            findings.add(
                    Finding.good(
                            "organization",
                            "Appelants inconnus : « %s ».".formatted(found.get().name()),
                            "Unknown callers: “%s”.".formatted(found.get().name())));
        }
    }

    private void add(
            String guide,
            String setting,
            @Nullable Integer value,
            String real,
            @Nullable String meaning) {
        mapping.add(
                new Report.Mapping(
                        guide, setting, value == null ? null : value.toString(), real, meaning));
    }

    private static String boardNames(List<Board> boards) {
        return boards.stream()
                .map(board -> board.id() + " " + board.name())
                .collect(Collectors.joining(", "));
    }

    private static String told(FormField field) {
        return "%d %s%s"
                .formatted(
                        field.id(),
                        field.name(),
                        field.choices().isEmpty()
                                ? ""
                                : " (" + String.join(", ", field.choices().values()) + ")");
    }

    private static String example(FormField field) {
        return field.choices().values().stream().findFirst().orElse("…");
    }
}
