package com.ninja3cx.simulator.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Shows a draft once its words are settled, then its countdown.
final class DraftView {

    private static final Set<String> HELD = Set.of("held", "blocked", "parked", "discarded");

    private final Screen screen;
    private String state = "";
    private boolean shown;

    DraftView(Screen screen) {
        this.screen = screen;
    }

    boolean held() {
        return HELD.contains(state);
    }

    boolean sent() {
        return state.equals("sent");
    }

    /// @param draft as `/api/calls/{id}` shows it
    void show(JsonNode draft) {
        String now = draft.path("state").asString("");
        // While it is open its words still change.
        if (!shown && !now.equals("open")) {
            shown = true;
            screen.title("Brouillon du ticket", "Ticket draft");
            line("Titre", "Title", draft.path("title").asString(""));
            line("Demandeur", "Requester", draft.path("requester").path("name").asString("—"));
            line(
                    "Organisation",
                    "Organisation",
                    draft.path("organisation").path("name").asString("—"));
            line("Priorité", "Priority", priority(draft.path("priority").asString("—")));
            line("Catégorie", "Category", draft.path("category").asString("—"));
            String summary = draft.path("summary").asString("");
            for (String part : summary.split("\\R")) {
                if (!part.isBlank()) {
                    screen.line("    " + part);
                }
            }
        }
        if (!now.equals(state)) {
            state = now;
            screen.endPassing();
            String note = draft.path("note").asString("");
            if (held()) {
                screen.line(("  " + word(now) + " " + note).stripTrailing());
            }
        }
        if (now.equals("counting")) {
            countDown(draft.path("deadline").asString(""));
        }
    }

    /// Nobody needs to wait for it any more.
    boolean over() {
        return state.equals("sent") || state.equals("discarded");
    }

    private String word(String held) {
        return switch (held) {
            case "discarded" -> screen.words("Brouillon écarté.", "Draft discarded.");
            case "blocked" -> screen.words("Brouillon bloqué :", "Draft blocked:");
            case "parked" -> screen.words("Envoi mis de côté :", "Sending put aside:");
            default ->
                    screen.words(
                            "Brouillon en attente : envoyez-le dans le navigateur.",
                            "Draft on hold: send it in the browser.");
        };
    }

    private String priority(String code) {
        return switch (code) {
            case "LOW" -> screen.words("Basse", "Low");
            case "MEDIUM" -> screen.words("Normale", "Normal");
            case "HIGH" -> screen.words("Haute", "High");
            default -> code;
        };
    }

    private void countDown(String deadline) {
        try {
            Duration left =
                    Duration.between(
                            Instant.ofEpochMilli(System.currentTimeMillis()),
                            Instant.parse(deadline));
            screen.passing(
                    screen.words(
                            "  … envoi dans %d s (à modifier ou retenir dans le navigateur)",
                            "  … sending in %d s (change or hold it in the browser)",
                            Math.max(0, left.toSeconds())));
        } catch (DateTimeParseException notATime) {
            screen.passing(screen.words("  … compte à rebours", "  … counting down"));
        }
    }

    private void line(String french, String english, String value) {
        screen.line("  %-13s %s".formatted(screen.words(french, english), value));
    }
}
