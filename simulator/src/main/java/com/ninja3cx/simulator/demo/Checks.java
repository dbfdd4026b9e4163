package com.ninja3cx.simulator.demo;

import com.ninja3cx.simulator.calls.DemoCall;
import com.ninja3cx.simulator.ninjaone.Contact;
import com.ninja3cx.simulator.ninjaone.FakeNinjaOne;
import com.ninja3cx.simulator.ninjaone.Organisation;
import com.ninja3cx.simulator.ninjaone.Ticket;
import com.ninja3cx.simulator.score.LiveTimes;
import com.ninja3cx.simulator.score.WordErrorRate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What must be true after a call: each point with what was found.
final class Checks {

    static final double HIGHEST_ERROR_RATE = 0.15;

    private static final Pattern REFERENCE = Pattern.compile("\\[3CX-[0-9A-Z]{4,}\\]$");

    record Check(String name, boolean passed, String found) {}

    private final Screen screen;
    private final List<Check> checks = new ArrayList<>();

    Checks(Screen screen) {
        this.screen = screen;
    }

    List<Check> all() {
        return List.copyOf(checks);
    }

    boolean passed() {
        return checks.stream().allMatch(Check::passed);
    }

    /// @param firstPartials how long after the voice each sentence's first words came, sorted
    void words(int shown, List<Long> firstPartials) {
        add(
                screen.words("Paroles à l'écran avant la fin", "Words on screen before the end"),
                shown > 0,
                shown == 0
                        ? screen.words("aucune", "none")
                        : screen.words(
                                "%d mots ; en médiane %.1f s après le début d'une phrase",
                                "%d words; median %.1f s after a sentence began",
                                shown,
                                LiveTimes.percentile(firstPartials, 0.5) / 1_000.0));
    }

    /// Everything about the ticket that a call must leave behind.
    void tickets(FakeNinjaOne ninja, DemoCall call) {
        List<Ticket> tickets = ninja.tickets();
        add(
                screen.words("Exactement un ticket", "Exactly one ticket"),
                tickets.size() == 1,
                tickets.isEmpty()
                        ? screen.words("aucun", "none")
                        : tickets.size() == 1
                                ? "n° " + tickets.getFirst().id()
                                : Integer.toString(tickets.size()));
        if (tickets.isEmpty()) {
            return;
        }
        Ticket ticket = tickets.getFirst();
        String requester = requester(ninja, ticket);
        add(
                screen.words("Demandeur", "Requester"),
                requester.equals(call.caller().requester()),
                expected(requester, call.caller().requester()));
        String organisation = organisation(ninja, ticket);
        add(
                screen.words("Organisation", "Organisation"),
                organisation.equals(call.caller().organisation()),
                expected(organisation, call.caller().organisation()));
        Matcher reference = REFERENCE.matcher(ticket.subject());
        boolean referenced = reference.find();
        String title =
                referenced
                        ? ticket.subject().substring(0, reference.start()).strip()
                        : ticket.subject();
        String plain = WordErrorRate.normalise(title);
        add(
                screen.words("Titre qui nomme la panne", "Title that names the fault"),
                call.caller().titleNames().stream().anyMatch(plain::contains),
                "« %s »".formatted(title));
        add(
                screen.words("Notre référence dans l'objet", "Our reference in the subject"),
                referenced,
                referenced ? reference.group() : screen.words("absente", "missing"));
        transcript(ninja, call, ticket);
    }

    private void transcript(FakeNinjaOne ninja, DemoCall call, Ticket ticket) {
        Optional<SentTranscript> sent =
                SentTranscript.in(ninja.notes(ticket.id()), call.caller().requester());
        String name = screen.words("Erreurs de mots (envoyé)", "Word error rate (as sent)");
        if (sent.isEmpty()) {
            add(
                    name,
                    false,
                    screen.words(
                            "aucune note du ticket ne contient la transcription",
                            "no note of the ticket holds the transcript"));
            return;
        }
        WordErrorRate score = sent.get().score(call);
        add(
                name,
                score.rate() <= HIGHEST_ERROR_RATE,
                screen.words(
                        "%.1f %% (%d sur %d mots ; au plus %.0f %%)",
                        "%.1f %% (%d of %d words; at most %.0f %%)",
                        score.rate() * 100,
                        score.errors(),
                        score.words(),
                        HIGHEST_ERROR_RATE * 100));
    }

    private String expected(String found, String wanted) {
        return found.equals(wanted)
                ? found
                : screen.words("« %s » au lieu de « %s »", "“%s” instead of “%s”", found, wanted);
    }

    private String requester(FakeNinjaOne ninja, Ticket ticket) {
        return ninja.contacts().stream()
                .filter(contact -> contact.uid().equals(ticket.requesterUid()))
                .map((Contact contact) -> contact.firstName() + " " + contact.lastName())
                .findFirst()
                .orElse(screen.words("personne", "nobody"));
    }

    private String organisation(FakeNinjaOne ninja, Ticket ticket) {
        return ninja.organisations().stream()
                .filter(organisation -> organisation.id() == ticket.clientId())
                .map(Organisation::name)
                .findFirst()
                .orElse("?");
    }

    private void add(String name, boolean passed, String found) {
        checks.add(new Check(name, passed, found));
    }
}
