package com.ninja3cx.server.web;

import com.ninja3cx.server.i18n.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads the fields of a request body and remembers all that is wrong with them.
public final class FieldReader {

    private final ObjectNode body;
    private final List<Problem.FieldError> errors = new ArrayList<>();

    public FieldReader(ObjectNode body, Set<String> known) {
        this.body = body;
        for (String name : body.propertyNames()) {
            if (!known.contains(name)) {
                String list = String.join(", ", known.stream().sorted().toList());
                wrong(
                        name,
                        "champ inconnu ; possibles : " + list,
                        "unknown field; possible: " + list);
            }
        }
    }

    public boolean has(String name) {
        return body.has(name);
    }

    boolean isNull(String name) {
        return body.path(name).isNull();
    }

    public void wrong(String field, String french, String english) {
        errors.add(new Problem.FieldError(field, new Words(french, english)));
    }

    /// A text of 1 to `most` characters; null when absent or wrong.
    public @Nullable String text(String name, int most, boolean required) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            if (required) {
                wrong(name, "obligatoire", "required");
            }
            return null;
        }
        if (!value.isString()) {
            wrong(name, "un texte est attendu", "a text is expected");
            return null;
        }
        String text = value.stringValue();
        if (required && text.isBlank()) {
            wrong(name, "ne peut pas être vide", "must not be empty");
            return null;
        }
        if (text.length() > most) {
            wrong(
                    name,
                    "au plus %d caractères, ici %d".formatted(most, text.length()),
                    "at most %d characters, here %d".formatted(most, text.length()));
            return null;
        }
        return text;
    }

    /// A whole number in a range, also written as a text; null when absent or wrong.
    public @Nullable Integer number(String name, int least, int most) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        String text = value.isIntegralNumber() || value.isString() ? value.asString().strip() : "";
        if (text.matches("\\d{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        wrong(
                name,
                most == Integer.MAX_VALUE
                        ? "un nombre entier à partir de %d est attendu".formatted(least)
                        : "un nombre entier de %d à %d est attendu".formatted(least, most),
                most == Integer.MAX_VALUE
                        ? "a whole number from %d on is expected".formatted(least)
                        : "a whole number from %d to %d is expected".formatted(least, most));
        return null;
    }

    /// True or false; null when absent or wrong.
    public @Nullable Boolean flag(String name) {
        JsonNode value = body.path(name);
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (!value.isMissingNode() && !value.isNull()) {
            wrong(name, "true ou false est attendu", "true or false is expected");
        }
        return null;
    }

    /// @throws Problem 422 with every wrong field
    public void check() {
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }
}
