package com.ninja3cx.simulator.ninjaone;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of a ticket's history. `timeTracked` counts seconds.
public record LogEntry(
        int id,
        String appUserContactUid,
        String appUserContactType,
        Type type,
        @Nullable String body,
        @Nullable String htmlBody,
        boolean publicEntry,
        boolean system,
        double createTime,
        @Nullable Integer timeTracked,
        List<Integer> technicianTagged) {

    public enum Type {
        DESCRIPTION,
        COMMENT,
        SAVE
    }
}
