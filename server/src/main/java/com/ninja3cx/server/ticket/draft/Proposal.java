package com.ninja3cx.server.ticket.draft;

import com.ninja3cx.server.analysis.Analysis;
import com.ninja3cx.server.analysis.CallAnalysis;
import com.ninja3cx.server.analysis.Category;
import com.ninja3cx.server.analysis.Language;
import com.ninja3cx.server.call.Call;
import com.ninja3cx.server.call.CallState;
import com.ninja3cx.server.call.TranscriptState;
import com.ninja3cx.server.directory.Caller;
import com.ninja3cx.server.directory.Device;
import com.ninja3cx.server.directory.Directory;
import com.ninja3cx.server.directory.PhoneNumbers;
import com.ninja3cx.server.directory.Requester;
import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.transcript.Segment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the server would write about a call, from all it knows now.
///
/// @param holds why a person should look before it is sent; none = it may send itself
public record Proposal(
        Content content,
        List<Requester> candidates,
        List<String> missing,
        List<Hold> holds,
        String revision,
        String hash) {

    /// A reason for a person to look.
    ///
    /// @param settledBy fields of which a person's own word settles the matter
    record Hold(Words why, Set<String> settledBy) {}

    /// Why a person should look, given the fields they have been in; empty = it may send itself.
    public Optional<Words> hold(Set<String> touched) {
        return holds.stream()
                .filter(each -> Collections.disjoint(each.settledBy(), touched))
                .map(Hold::why)
                .findFirst();
    }

    public static Proposal of(
            Call call, TranscriptText text, Directory directory, TicketSettings settings) {
        Analysis analysis = CallAnalysis.of(text.turns(), settings.country());
        Caller caller = directory.caller(call.customerNumber());
        List<Requester> candidates =
                caller instanceof Caller.Several several ? several.requesters() : List.of();
        Requester known = caller instanceof Caller.Known(var person) ? person : null;
        Content.Organisation organisation = organisation(known, caller, directory, settings);
        boolean nothingHeard = analysis.content() == Analysis.Content.NOTHING;
        boolean french = nothingHeard || analysis.language() == Language.FRENCH;
        String number = readable(call, settings);
        String who = known != null ? known.name() : number.isEmpty() ? "" : number;
        var content =
                new Content(
                        analysis.content() == Analysis.Content.ENOUGH
                                ? analysis.title()
                                : plainTitle(call, analysis, who, french),
                        description(
                                call, analysis, text, known, number, directory, settings, french),
                        analysis.summary(),
                        analysis.content() == Analysis.Content.ENOUGH
                                ? analysis.category()
                                : Category.OTHER,
                        analysis.priority().orElse(settings.defaultPriority()),
                        known == null ? null : new Content.Named(known.uid(), known.name()),
                        organisation,
                        known == null ? null : device(known, directory),
                        Content.Filing.USUAL);
        return new Proposal(
                content,
                candidates,
                missing(call, text, number, known, organisation),
                holds(call, analysis, caller, organisation),
                text.empty() ? "" : text.revision(),
                text.hash());
    }

    private static Content.@Nullable Organisation organisation(
            @Nullable Requester known,
            Caller caller,
            Directory directory,
            TicketSettings settings) {
        Integer id = known == null ? null : known.organizationId();
        if (caller instanceof Caller.Several several) {
            id = several.organisation();
        }
        if (id == null) {
            id = settings.ninja().organizationId();
        }
        if (id == null) {
            return null;
        }
        return new Content.Organisation(id, directory.organization(id).orElse("n° " + id));
    }

    /// Only where there is no doubt which.
    private static Content.@Nullable Device device(Requester known, Directory directory) {
        List<Device> devices = directory.devices(known.uid());
        return devices.size() == 1
                ? new Content.Device(devices.getFirst().id(), devices.getFirst().name())
                : null;
    }

    private static String readable(Call call, TicketSettings settings) {
        String number = call.customerNumber();
        return number == null ? "" : new PhoneNumbers(settings.country()).readable(number);
    }

    private static String plainTitle(Call call, Analysis analysis, String who, boolean french) {
        String caller = call.callerName() != null && who.isEmpty() ? call.callerName() : who;
        String from =
                caller.isEmpty()
                        ? french ? "Appel d'un numéro masqué" : "Call from a hidden number"
                        : (french ? "Appel de " : "Call from ") + caller;
        if (call.state() != CallState.ENDED) {
            return from + (french ? " (en cours)" : " (in progress)");
        }
        String reason =
                switch (analysis.content()) {
                    case NOTHING ->
                            call.missed()
                                    ? french ? "sans réponse" : "not answered"
                                    : french ? "sans transcription" : "without transcript";
                    case TOO_LITTLE ->
                            french ? "sans demande identifiable" : "no identifiable request";
                    case VOICEMAIL ->
                            french ? "messagerie vocale, aucun message" : "voicemail, no message";
                    case ENOUGH -> "";
                };
        return from + " : " + reason;
    }

    private static String description(
            Call call,
            Analysis analysis,
            TranscriptText text,
            @Nullable Requester known,
            String number,
            Directory directory,
            TicketSettings settings,
            boolean french) {
        List<String> lines = new ArrayList<>();
        if (!text.empty()) {
            lines.add(analysis.summary());
            lines.add("");
        }
        lines.addAll(CallFacts.lines(call, known, number, settings.zone(), french));
        return String.join("\n", lines);
    }

    private static List<String> missing(
            Call call,
            TranscriptText text,
            String number,
            @Nullable Requester known,
            Content.@Nullable Organisation organisation) {
        List<String> missing = new ArrayList<>();
        if (number.isEmpty()) {
            missing.add("identity");
        } else if (known == null) {
            missing.add("requester");
        }
        if (organisation == null) {
            missing.add("organisation");
        }
        if (call.state() != CallState.ENDED) {
            return missing;
        }
        if (!call.transcriptState().settled()) {
            missing.add(text.empty() ? "transcript" : "revision");
        } else if (!text.empty() && !text.revision().equals(Segment.REVISED)) {
            missing.add("revision");
        }
        return missing;
    }

    private static List<Hold> holds(
            Call call,
            Analysis analysis,
            Caller caller,
            Content.@Nullable Organisation organisation) {
        List<Hold> holds = new ArrayList<>();
        Set<String> who = Set.of("requester", "organisation");
        Set<String> what = Set.of("title", "description");
        if (caller instanceof Caller.Several several) {
            String names = names(several);
            holds.add(
                    hold(
                            who,
                            several.total() == 1
                                    ? "Numéro partagé (standard ?) : est-ce bien %s ? Choisissez le demandeur."
                                            .formatted(names)
                                    : "Plusieurs contacts ont ce numéro (%s) : choisissez le demandeur."
                                            .formatted(names),
                            several.total() == 1
                                    ? "Shared number (switchboard?): is it %s? Choose the requester."
                                            .formatted(names)
                                    : "Several contacts have this number (%s): choose the requester."
                                            .formatted(names)));
        }
        if (call.missed()) {
            holds.add(
                    hold(
                            what,
                            "Personne n'a répondu à cet appel : envoyez ou abandonnez le"
                                    + " brouillon.",
                            "Nobody answered this call: send or discard the draft."));
        }
        boolean heardEverything = call.transcriptState() instanceof TranscriptState.Done;
        if (heardEverything && analysis.content() != Analysis.Content.ENOUGH) {
            holds.add(
                    hold(
                            what,
                            "Trop peu de paroles pour un ticket : rien n'a été inventé, à vous de"
                                    + " décider.",
                            "Too few words for a ticket: nothing was invented, decide yourself."));
        }
        if (organisation == null) {
            holds.add(
                    hold(
                            who,
                            "Appelant inconnu : choisissez l'organisation, ou réglez"
                                    + " NINJA_ORGANIZATION_ID (organisation des appelants inconnus)"
                                    + " dans .env.",
                            "Unknown caller: choose the organisation, or set NINJA_ORGANIZATION_ID"
                                    + " (organisation of unknown callers) in .env."));
        }
        return holds;
    }

    private static String names(Caller.Several several) {
        List<String> first = several.requesters().stream().map(Requester::name).limit(4).toList();
        int more = several.total() - first.size();
        return String.join(", ", first) + (more > 0 ? " + " + more : "");
    }

    private static Hold hold(Set<String> settledBy, String french, String english) {
        return new Hold(new Words(french, english), settledBy);
    }
}
