package com.ninja3cx.server.ninjaone;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a ticket is made of.
public record TicketForm(
        int id, String name, boolean active, boolean isDefault, List<FormField> fields) {

    static TicketForm of(JsonNode row) {
        List<FormField> fields = new ArrayList<>();
        for (JsonNode field : row.path("fields")) {
            if (field.path("active").asBoolean(true)) {
                fields.add(FormField.of(field));
            }
        }
        return new TicketForm(
                Read.number(row, "id"),
                Read.text(row, "name"),
                row.path("active").asBoolean(true),
                row.path("default").asBoolean(false),
                List.copyOf(fields));
    }

    /// Names of fields a ticket cannot be without.
    public List<String> required() {
        return fields.stream().filter(FormField::required).map(FormField::name).toList();
    }

    /// Required fields that these values leave empty, or fill with what is no choice of theirs.
    public List<FormField> unfilled(Map<Integer, String> values) {
        return fields.stream()
                .filter(FormField::required)
                .filter(
                        field -> {
                            String written = values.get(field.id());
                            return written == null || field.value(written).isEmpty();
                        })
                .toList();
    }

    /// What a ticket on this form sends for values as the settings have them; those of other forms
    /// are left out.
    public List<AttributeValue> attributes(Map<Integer, String> values) {
        return fields.stream()
                .flatMap(
                        field ->
                                Optional.ofNullable(values.get(field.id()))
                                        .flatMap(field::value)
                                        .stream())
                .toList();
    }

    /// The form new tickets get: the one asked for, otherwise the tenant's default, otherwise its
    /// first active one.
    ///
    /// @return empty when there is no such active form
    public static Optional<TicketForm> chosen(List<TicketForm> forms, @Nullable Integer wanted) {
        List<TicketForm> active = forms.stream().filter(TicketForm::active).toList();
        if (wanted != null) {
            return active.stream().filter(form -> form.id() == wanted).findFirst();
        }
        return active.stream()
                .filter(TicketForm::isDefault)
                .findFirst()
                .or(() -> active.stream().min(Comparator.comparingInt(TicketForm::id)));
    }
}
