package com.ninja3cx.server.context;

import com.ninja3cx.server.directory.Device;
import com.ninja3cx.server.directory.Requester;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of a caller without asking NinjaOne.
///
/// @param number as people of the country write it; empty for a hidden one
/// @param identity known, several, unknown, hidden
/// @param caller the requester of the draft, or the one person with this number
/// @param candidates people who share the number, the first of them
/// @param total how many share it
/// @param organisation of the caller, or of all who share the number
/// @param technician who will be in charge of the ticket
/// @param devices assigned to the caller
/// @param calls earlier ones with this number, newest first
public record CallContext(
        String number,
        String identity,
        @Nullable Requester caller,
        List<Requester> candidates,
        int total,
        @Nullable Customer organisation,
        @Nullable String technician,
        List<Machine> devices,
        List<Earlier> calls) {

    /// An organisation.
    public record Customer(int id, String name) {}

    /// A device and where to open it.
    public record Machine(int id, String name, String kind, boolean offline, String open) {
        static Machine of(Device device) {
            return new Machine(
                    device.id(),
                    device.name(),
                    device.kind(),
                    device.offline(),
                    "/api/devices/" + device.id() + "/open");
        }
    }

    /// A call from before.
    ///
    /// @param title of its draft; null without one
    /// @param state of its draft; null without one
    public record Earlier(
            String id,
            Instant startedAt,
            String direction,
            long durationSeconds,
            boolean missed,
            @Nullable String title,
            @Nullable String state,
            @Nullable Integer ticket,
            @Nullable String url) {}
}
