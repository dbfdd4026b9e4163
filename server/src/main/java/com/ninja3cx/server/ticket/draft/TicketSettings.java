package com.ninja3cx.server.ticket.draft;

import com.ninja3cx.server.analysis.Priority;
import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What tickets need to know of the settings.
///
/// @param countdown null = a draft never sends itself
/// @param zone in which times of calls are written
/// @param link where people find this server; null = not known, no links are written
public record TicketSettings(
        Settings.Ninja ninja,
        Settings.Outbox outbox,
        @Nullable Duration countdown,
        boolean internalCalls,
        String country,
        ZoneId zone,
        @Nullable URI link) {

    public static TicketSettings of(Settings settings, ZoneId zone) {
        return new TicketSettings(
                settings.ninja(),
                settings.outbox(),
                settings.drafts().countdown(),
                settings.drafts().internalCalls(),
                settings.drafts().country(),
                zone,
                settings.http().baseUrl());
    }

    /// What keeps any ticket from being sent: names of missing settings and how to set them.
    public Optional<Words> incomplete() {
        List<String> names = new ArrayList<>();
        if (ninja.clientId() == null) {
            names.add("NINJA_CLIENT_ID");
        }
        if (ninja.clientSecret() == null) {
            names.add("NINJA_CLIENT_SECRET");
        }
        if (names.isEmpty()) {
            return Optional.empty();
        }
        String list = String.join(", ", names);
        return Optional.of(
                new Words(
                        "NinjaOne n'est pas réglé, il manque : %s. Ajoutez ces lignes à .env (avec"
                                        .formatted(list)
                                + " NINJA_REFRESH_TOKEN), puis redémarrez ; le brouillon est"
                                + " gardé.",
                        "NinjaOne is not set up, missing: %s. Add these lines to .env (with"
                                        .formatted(list)
                                + " NINJA_REFRESH_TOKEN), then restart; the draft is kept."));
    }

    /// The guide's `priorityId`.
    public static Priority priority(int id) {
        return switch (id) {
            case 1 -> Priority.LOW;
            case 2 -> Priority.MEDIUM;
            case 3 -> Priority.HIGH;
            default -> throw new IllegalArgumentException("priorityId is 1, 2 or 3, not " + id);
        };
    }

    public Priority defaultPriority() {
        return priority(ninja.priorityId());
    }
}
