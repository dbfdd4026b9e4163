package com.ninja3cx.server.ticket.draft;

import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.web.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Two people in one field: the later one is told, and nothing is overwritten unseen.
public final class Conflict {

    private static final Map<String, Words> NAMES =
            Map.ofEntries(
                    Map.entry("title", new Words("le titre", "the title")),
                    Map.entry("description", new Words("la description", "the description")),
                    Map.entry("category", new Words("la catégorie", "the category")),
                    Map.entry("priority", new Words("la priorité", "the priority")),
                    Map.entry("requester", new Words("le demandeur", "the requester")),
                    Map.entry("organisation", new Words("l'organisation", "the organisation")),
                    Map.entry("device", new Words("l'appareil", "the device")),
                    Map.entry("board", new Words("le tableau", "the board")),
                    Map.entry("status", new Words("le statut", "the status")),
                    Map.entry("form", new Words("le formulaire", "the form")));

    private Conflict() {}

    /// @param next the content as the person wants it
    /// @throws Problem 409 naming each field that another person changed after `seen` to something
    ///   else
    public static void refuse(
            Draft draft, Content next, Set<String> touched, @Nullable Long seen, Editor editor) {
        if (seen == null) {
            return;
        }
        List<Problem.FieldError> errors = new ArrayList<>();
        for (String field : touched.stream().sorted().toList()) {
            Draft.Edit edit = draft.edits().get(field);
            if (edit == null || edit.version() <= seen || editor.same(edit)) {
                continue;
            }
            boolean other =
                    !Objects.equals(draft.content().under(next, Set.of(field)), draft.content());
            if (other) {
                errors.add(new Problem.FieldError(field, words(field, edit)));
            }
        }
        if (!errors.isEmpty()) {
            throw new Problem(
                    409,
                    "draft_changed",
                    new Words("Modifié entre-temps", "Changed meanwhile"),
                    joined(errors),
                    errors);
        }
    }

    private static Words words(String field, Draft.Edit edit) {
        Words name = NAMES.getOrDefault(field, new Words(field, field));
        String french = edit.by().isEmpty() ? "Un programme" : edit.by();
        String english = edit.by().isEmpty() ? "A program" : edit.by();
        return new Words(
                "%s a modifié %s entre-temps.".formatted(french, name.french()),
                "%s changed %s meanwhile.".formatted(english, name.english()));
    }

    private static Words joined(List<Problem.FieldError> errors) {
        return new Words(
                String.join(" ", errors.stream().map(each -> each.words().french()).toList()),
                String.join(" ", errors.stream().map(each -> each.words().english()).toList()));
    }
}
