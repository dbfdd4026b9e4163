package com.ninja3cx.server.ninjaone;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a check of the connection found.
///
/// @param mapping the guide's names, what they are set to, and what NinjaOne takes for them
/// @param boards empty where they could not be read; so are the other lists
public record Report(
        Instant at,
        List<Finding> findings,
        List<Mapping> mapping,
        List<Board> boards,
        List<TicketForm> forms,
        List<TicketStatus> statuses,
        List<Organization> organizations) {

    /// How one setting is understood.
    ///
    /// @param guide the guide's name in `POST /api/tickets`
    /// @param setting its name in `.env`
    /// @param value as set; null = not set
    /// @param real NinjaOne's own field
    /// @param meaning what new tickets get; null = nothing, or it is wrong
    public record Mapping(
            String guide,
            String setting,
            @Nullable String value,
            String real,
            @Nullable String meaning) {}

    public Report {
        findings = List.copyOf(findings);
        mapping = List.copyOf(mapping);
    }

    /// The gravest level among the findings.
    public Finding.Level worst() {
        return findings.stream()
                .map(Finding::level)
                .max(Enum::compareTo)
                .orElse(Finding.Level.GOOD);
    }

    public List<Finding> wrong() {
        return findings.stream().filter(each -> each.level() == Finding.Level.WRONG).toList();
    }
}
