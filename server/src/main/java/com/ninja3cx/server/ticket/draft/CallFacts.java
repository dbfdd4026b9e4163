package com.ninja3cx.server.ticket.draft;

import com.ninja3cx.server.call.Call;
import com.ninja3cx.server.call.TranscriptState;
import com.ninja3cx.server.directory.Requester;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// When, how long, who and with whom, as lines for people.
public final class CallFacts {

    private static final DateTimeFormatter FRENCH =
            DateTimeFormatter.ofPattern("dd/MM/yyyy 'à' HH:mm", Locale.FRENCH);
    private static final DateTimeFormatter ENGLISH =
            DateTimeFormatter.ofPattern("d MMM yyyy 'at' HH:mm", Locale.ENGLISH);

    private CallFacts() {}

    /// @param number of the other party, readable; empty = not known
    public static List<String> lines(
            Call call, @Nullable Requester known, String number, ZoneId zone, boolean french) {
        List<String> lines = new ArrayList<>();
        String when = (french ? FRENCH : ENGLISH).format(call.startedAt().atZone(zone));
        lines.add((french ? "Appel du " : "Call of ") + when + lasted(call, french));
        String person = known == null ? "" : named(known);
        if (!number.isEmpty() || !person.isEmpty()) {
            String both =
                    person.isEmpty() ? number : number.isEmpty() ? person : person + " — " + number;
            lines.add((french ? "Numéro : " : "Number: ") + both);
        }
        String agent = call.agentEmail() != null ? call.agentEmail() : call.agentExtension();
        if (agent != null) {
            lines.add((french ? "Technicien : " : "Technician: ") + agent);
        }
        if (call.transcriptState() instanceof TranscriptState.Failed(var reason)) {
            lines.add(
                    (french ? "Transcription : " : "Transcript: ")
                            + reason.in(french ? Locale.FRENCH : Locale.ENGLISH));
        }
        return lines;
    }

    private static String named(Requester known) {
        String organization = known.organizationName();
        return known.name() + (organization == null ? "" : ", " + organization);
    }

    private static String lasted(Call call, boolean french) {
        return call.durationSeconds() == 0
                ? ""
                : (french ? ", durée " : ", lasted ") + time(call.durationSeconds());
    }

    /// `2 min 5 s`
    public static String time(long seconds) {
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }
}
