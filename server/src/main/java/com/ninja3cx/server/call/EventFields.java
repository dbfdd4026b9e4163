package com.ninja3cx.server.call;

import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.web.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The fields of a PBX event under whichever of their names they came, upper or lower case, as text
/// or number. A variable that the PBX left standing (`[CallID]`) counts as not there and is
/// remembered, as is a value that is no plain text.
final class EventFields {

    private static final Pattern LITERAL = Pattern.compile("\\[[A-Za-z_][A-Za-z0-9_.:]*]");

    private final Map<String, JsonNode> fields = new TreeMap<>();
    private final List<Problem.FieldError> notes = new ArrayList<>();

    EventFields(ObjectNode event) {
        for (Map.Entry<String, JsonNode> each : event.properties()) {
            fields.putIfAbsent(each.getKey().toLowerCase(Locale.ROOT), each.getValue());
        }
    }

    /// The first usable value under one of these names.
    @Nullable String text(String... names) {
        for (String name : names) {
            JsonNode node = fields.get(name.toLowerCase(Locale.ROOT));
            if (node == null || node.isNull()) {
                continue;
            }
            if (node.isContainer()) {
                note(
                        name,
                        new Words(
                                "du texte ou un nombre est attendu",
                                "text or a number is expected"));
                continue;
            }
            String value = node.asString().strip();
            if (LITERAL.matcher(value).matches()) {
                note(
                        name,
                        new Words(
                                "le PBX a envoyé %s au lieu d'une valeur".formatted(value),
                                "the PBX sent %s instead of a value".formatted(value)));
            } else if (!value.isEmpty()) {
                return value;
            }
        }
        return null;
    }

    void note(String field, Words words) {
        notes.add(new Problem.FieldError(field, words));
    }

    /// What could not be used.
    List<Problem.FieldError> notes() {
        return notes;
    }
}
