package com.ninja3cx.server.ticket.closing;

import com.ninja3cx.server.call.Call;
import com.ninja3cx.server.directory.PhoneNumbers;
import com.ninja3cx.server.ticket.draft.CallFacts;
import com.ninja3cx.server.ticket.draft.Draft;
import com.ninja3cx.server.ticket.draft.TicketSettings;
import com.ninja3cx.server.ticket.draft.TranscriptText;
import java.util.ArrayList;
import java.util.List;

/// What the private notes of a call will say.
///
/// @param french English otherwise
/// @param transcript its parts; none when nothing was said
public record Notes(boolean french, List<String> transcript) {

    public Notes {
        transcript = List.copyOf(transcript);
    }

    public static Notes of(TranscriptText text) {
        return new Notes(text.french(), text.empty() ? List.of() : text.notes());
    }

    /// The facts of the call, its summary and where it can be found, then what was said.
    List<String> about(Call call, Draft draft, TicketSettings settings) {
        String number = call.customerNumber();
        String readable =
                number == null ? "" : new PhoneNumbers(settings.country()).readable(number);
        List<String> head =
                new ArrayList<>(CallFacts.lines(call, null, readable, settings.zone(), french));
        if (settings.link() != null) {
            head.add(
                    (french ? "Fiche de l'appel : " : "The call: ")
                            + settings.link()
                            + "/#"
                            + call.id());
        }
        if (!draft.content().summary().isBlank()) {
            head.add("");
            head.add((french ? "Résumé : " : "Summary: ") + draft.content().summary());
        }
        String facts = String.join("\n", head);
        if (transcript.isEmpty()) {
            return List.of(facts);
        }
        List<String> notes = new ArrayList<>(transcript);
        notes.set(0, facts + "\n\n" + transcript.getFirst());
        return notes;
    }

    /// What stands beside booked time.
    String time(int seconds, boolean billed) {
        String time = CallFacts.time(seconds);
        if (french) {
            return "Temps passé au téléphone : " + time + (billed ? "" : " (non facturé)");
        }
        return "Time on the telephone: " + time + (billed ? "" : " (not billed)");
    }

    /// What stands beside the recording.
    String recording() {
        return french ? "Enregistrement de l'appel" : "Recording of the call";
    }
}
