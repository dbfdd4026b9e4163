package com.ninja3cx.server.ninjaone;

import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.settings.Settings;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// Looks at everything a ticket needs, without writing anything: address, application, token,
/// scopes, rights, and what the settings' numbers mean. About ten requests, some three seconds.
public final class Checkup {

    private static final Words AUTHORISED =
            new Words(
                    "Un technicien a autorisé 3CX-Ninja ; le jeton se renouvelle tout seul.",
                    "A technician authorised 3CX-Ninja; the token renews itself.");

    private final NinjaOne ninja;
    private final Settings.Ninja settings;
    private final InstantSource clock;
    private final Function<URI, List<URI>> regions;

    /// @param regions where else an application that is not known here may be known
    public Checkup(
            NinjaOne ninja,
            Settings.Ninja settings,
            InstantSource clock,
            Function<URI, List<URI>> regions) {
        this.ninja = ninja;
        this.settings = settings;
        this.clock = clock;
        this.regions = regions;
    }

    /// Never throws: what went wrong is among the findings.
    public Report run() {
        var run = new Run(new MappingCheck(settings));
        run.all();
        return new Report(
                clock.instant(),
                run.findings,
                run.check.mapping,
                run.boards,
                run.forms,
                run.statuses,
                run.organizations);
    }

    /// Whether NinjaOne knows the application and its secret.
    ///
    /// @return what is wrong; empty = both are right
    public Optional<Words> application() {
        return ninja.probe().application().map(this::explained);
    }

    private Words explained(Failure failure) {
        List<String> known = List.of();
        if (failure.code().equals("Client app not exist")) {
            known =
                    ninja.probe().knownAt(regions.apply(settings.baseUrl())).stream()
                            .map(URI::toString)
                            .toList();
        }
        return Advice.application(failure, ninja.tenant(), known);
    }

    private interface Read<T> {
        List<T> now() throws NinjaOneException;
    }

    private final class Run {
        private final MappingCheck check;
        private final List<Finding> findings = new ArrayList<>();
        private List<Board> boards = List.of();
        private List<TicketForm> forms = List.of();
        private List<TicketStatus> statuses = List.of();
        private List<Organization> organizations = List.of();

        Run(MappingCheck check) {
            this.check = check;
        }

        void all() {
            Optional<Failure> application = ninja.probe().application();
            if (application.isPresent()
                    && !application.get().code().equals("unauthorized_client")) {
                findings.add(Finding.wrong("application", explained(application.get())));
                return;
            }
            findings.add(
                    Finding.good(
                            "application",
                            "%s connaît l'application.".formatted(ninja.tenant().base().getHost()),
                            "%s knows the application."
                                    .formatted(ninja.tenant().base().getHost())));
            if (!token()) {
                return;
            }
            scopes();
            boolean readable =
                    read("organizations", "les organisations", "organisations", this::organizations)
                            && read("boards", "les tableaux", "boards", this::boards)
                            && read("forms", "les formulaires", "ticket forms", this::forms)
                            && read("statuses", "les statuts", "statuses", this::statuses)
                            && read(
                                    "technicians",
                                    "les techniciens",
                                    "technicians",
                                    () -> {
                                        List<Person> technicians = ninja.technicians();
                                        technicians(technicians);
                                        return technicians;
                                    });
            check.priority();
            findings.addAll(check.findings);
            if (readable) {
                writing();
            }
            lostMeanwhile();
        }

        /// Only the first request shows that a kept token is dead.
        private void lostMeanwhile() {
            Connection connection = ninja.connection();
            if (connection.state() == Connection.State.LOST
                    && findings.removeIf(each -> each.words().equals(AUTHORISED))) {
                findings.add(Finding.wrong("token", Advice.lost(connection)));
            }
        }

        private boolean token() {
            try {
                ninja.tokens().token(null);
            } catch (NinjaOneException e) {
                findings.add(
                        Finding.wrong(
                                "token",
                                ninja.connection().state() == Connection.State.LOST
                                        ? Advice.lost(ninja.connection())
                                        : Advice.noToken(e.failure(), ninja.tenant())));
                return false;
            }
            Connection connection = ninja.connection();
            findings.add(
                    switch (connection.state()) {
                        case TECHNICIAN, NEW ->
                                new Finding(Finding.Level.GOOD, "token", AUTHORISED);
                        case MACHINE ->
                                Finding.note(
                                        "token_machine",
                                        "Aucun technicien n'a autorisé : l'application parle en son"
                                                + " propre nom et, chez la plupart, ne fait que lire.",
                                        "No technician has authorised: the application speaks in"
                                                + " its own name and, with most, may only read.");
                        case LOST -> Finding.wrong("token", Advice.lost(connection));
                    });
            return true;
        }

        private void scopes() {
            Connection connection = ninja.connection();
            Set<String> missing = new TreeSet<>(SignIn.SCOPES);
            if (connection.state() == Connection.State.MACHINE) {
                missing.remove("offline_access");
            }
            if (connection.scopes().isEmpty()) {
                findings.add(
                        Finding.note(
                                "scopes_unknown",
                                "NinjaOne ne dit pas quelles portées il a données.",
                                "NinjaOne does not say which scopes it granted."));
                return;
            }
            missing.removeAll(connection.scopes());
            String granted = String.join(", ", connection.scopes());
            findings.add(
                    missing.isEmpty()
                            ? Finding.good(
                                    "scopes",
                                    "Portées : %s.".formatted(granted),
                                    "Scopes: %s.".formatted(granted))
                            : Finding.wrong(
                                    "scopes",
                                    "Portées manquantes : %s (données : %s). Cochez-les dans"
                                                    .formatted(String.join(", ", missing), granted)
                                            + " l'application, puis autorisez à nouveau.",
                                    "Missing scopes: %s (granted: %s). Tick them in the application,"
                                                    .formatted(String.join(", ", missing), granted)
                                            + " then authorise again."));
        }

        private <T> boolean read(String code, String french, String english, Read<T> read) {
            try {
                read.now();
                return true;
            } catch (NinjaOneException e) {
                findings.add(
                        Finding.wrong(
                                code, Advice.reading(e.failure(), french, english, settings)));
                return !Advice.hopeless(e.failure());
            }
        }

        private List<Organization> organizations() throws NinjaOneException {
            organizations = ninja.organizations();
            check.organization(organizations);
            return organizations;
        }

        private List<Board> boards() throws NinjaOneException {
            boards = ninja.boards();
            check.boards(boards);
            return boards;
        }

        private List<TicketForm> forms() throws NinjaOneException {
            forms = ninja.forms();
            check.forms(forms);
            return forms;
        }

        private List<TicketStatus> statuses() throws NinjaOneException {
            statuses = ninja.statuses();
            check.statuses(statuses);
            return statuses;
        }

        private void technicians(List<Person> technicians) {
            long mailed =
                    technicians.stream()
                            .filter(each -> each.enabled() && each.email() != null)
                            .count();
            findings.add(
                    mailed == 0
                            ? Finding.note(
                                    "technicians",
                                    "Aucun technicien avec une adresse e-mail n'est visible : les"
                                            + " tickets ne seront attribués à personne.",
                                    "No technician with an e-mail address is visible: tickets will"
                                            + " be assigned to nobody.")
                            : Finding.good(
                                    "technicians",
                                    "Techniciens reconnus par leur e-mail : %d.".formatted(mailed),
                                    "Technicians known by their e-mail: %d.".formatted(mailed)));
        }

        private void writing() {
            findings.add(
                    ninja.probe()
                            .writing()
                            .map(failure -> Finding.wrong("writing", Advice.writing(failure)))
                            .orElse(
                                    Finding.good(
                                            "writing",
                                            "Droit d'écrire des tickets : oui (essai qui ne crée"
                                                    + " rien).",
                                            "Right to write tickets: yes (a trial that creates"
                                                    + " nothing).")));
        }
    }
}
