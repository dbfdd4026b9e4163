package com.ninja3cx.simulator.ninjaone;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/// The provider of the demonstration: customers, people, statuses, forms and boards, read from
/// `demo-tenant.json`. Its boards differ on purpose: one shows everything, one hides what is
/// assigned, one hides what is solved, one shows only what carries the tag `3cx`.
final class DemoTenant {

    private record Content(
            List<Organisation> organisations,
            List<Location> locations,
            List<Contact> contacts,
            List<User> users,
            List<Device> devices,
            List<TicketStatus> statuses,
            List<TicketForm> forms,
            List<Board> boards) {}

    private record Location(int id, int organizationId) {}

    private DemoTenant() {}

    static void load(Tenant tenant) {
        Content content = content();
        tenant.locked(
                () -> {
                    content.organisations.forEach(o -> tenant.organisations.put(o.id(), o));
                    content.locations.forEach(l -> tenant.locations.put(l.id, l.organizationId));
                    content.contacts.forEach(c -> tenant.contacts.put(c.id(), c));
                    content.users.forEach(u -> tenant.users.put(u.id(), u));
                    content.devices.forEach(d -> tenant.devices.put(d.id(), d));
                    content.statuses.forEach(s -> tenant.statuses.put(s.statusId(), s));
                    content.forms.forEach(f -> tenant.forms.put(f.id(), f));
                    content.boards.forEach(b -> tenant.boards.put(b.id(), b));
                });
    }

    private static Content content() {
        try (InputStream in =
                Objects.requireNonNull(
                        DemoTenant.class.getResourceAsStream("/demo-tenant.json"),
                        "demo-tenant.json is part of the simulator")) {
            return Json.MAPPER.readValue(in, Content.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
