package com.ninja3cx.server.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The lines of a summary; a line without content is left out.
record Summary(
        Language language,
        Optional<Introduction.Heard> who,
        String problem,
        List<String> details,
        List<String> done,
        List<String> promises,
        Urgency urgency,
        Optional<String> callback,
        boolean resolved) {

    String text() {
        boolean french = language == Language.FRENCH;
        List<String> lines = new ArrayList<>();
        who.ifPresent(
                heard -> {
                    String from = heard.company().isEmpty() ? "" : " (" + heard.company() + ")";
                    lines.add(
                            (french ? "Appelant : " : "Caller: ")
                                    + heard.name()
                                    + from
                                    + (french ? ", tel qu'entendu" : ", as heard"));
                });
        lines.add((french ? "Problème : " : "Problem: ") + Title.capital(problem));
        line(lines, french ? "Précisions : " : "Details: ", details);
        line(
                lines,
                french ? "Fait : " : "Done: ",
                done.stream().filter(said -> !promises.contains(said)).toList());
        line(lines, french ? "Promis : " : "Promised: ", promises);
        urgency.priority()
                .ifPresent(
                        priority -> {
                            String level =
                                    switch (priority) {
                                        case HIGH -> french ? "haute" : "high";
                                        case MEDIUM -> french ? "normale" : "normal";
                                        case LOW -> french ? "basse" : "low";
                                    };
                            lines.add(
                                    (french ? "Urgence : " : "Urgency: ")
                                            + level
                                            + " (« "
                                            + urgency.cue()
                                            + " »)");
                        });
        callback.ifPresent(
                number -> lines.add((french ? "À rappeler au : " : "Call back on: ") + number));
        if (resolved) {
            lines.add(
                    french
                            ? "Résultat : l'appelant dit que cela fonctionne."
                            : "Outcome: the caller says that it works.");
        }
        return String.join("\n", lines);
    }

    private static void line(List<String> lines, String label, List<String> sentences) {
        if (!sentences.isEmpty()) {
            lines.add(label + String.join(" ", sentences.stream().map(Title::capital).toList()));
        }
    }
}
