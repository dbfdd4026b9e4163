package com.ninja3cx.server.ticket;

import com.ninja3cx.server.Service;
import com.ninja3cx.server.call.CallStore;
import com.ninja3cx.server.cluster.Bus;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.db.Leases;
import com.ninja3cx.server.directory.Directory;
import com.ninja3cx.server.directory.DirectorySync;
import com.ninja3cx.server.directory.PhoneNumbers;
import com.ninja3cx.server.ninjaone.NinjaOne;
import com.ninja3cx.server.ninjaone.Pause;
import com.ninja3cx.server.ninjaone.Tenant;
import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.server.transcript.TranscriptStore;
import com.ninja3cx.server.vault.Vault;
import com.ninja3cx.server.web.Routes;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Everything about tickets, ready to be wired.
///
/// @param views for features that show drafts or tell about them
public record TicketFeature(DraftViews views, List<Routes> routes, List<Service> services) {

    /// Requests to NinjaOne under way at once: a slow answer must not hold up other calls' tickets.
    private static final int LANES = 3;

    public static TicketFeature create(
            Settings settings,
            Database database,
            Vault vault,
            CallStore calls,
            TranscriptStore transcripts,
            Bus bus,
            InstantSource clock,
            RandomGenerator random) {
        var own =
                new TicketSettings(
                        settings.ninja(),
                        settings.drafts().countdown(),
                        settings.drafts().internalCalls(),
                        settings.drafts().country(),
                        ZoneId.systemDefault());
        var directory = new Directory(database, new PhoneNumbers(own.country()));
        var store = new DraftStore(database, clock, random);
        var outbox = new OutboxStore(database, clock, random);
        var closing = new Closing(store, outbox, own);
        var drafts =
                new Drafts(database, store, outbox, closing, calls, transcripts, own, bus, clock);
        var maker = new DraftMaker(database, store, drafts, closing, calls, directory, own, clock);
        var tickets =
                new NewTickets(database, store, drafts, closing, calls, directory, own, clock);

        List<TicketClock.Lane> lanes = new ArrayList<>();
        List<Service> services = new ArrayList<>();
        maker.unblock();
        lanes.add(
                new TicketClock.Lane(
                        "drafts",
                        () -> {
                            maker.sweep();
                            return false;
                        }));
        if (settings.ninja().configured()) {
            var tenant = Tenant.of(settings.ninja());
            var leases = new Leases(database, clock);
            var ninja = new NinjaOne(tenant, vault, leases, clock, Pause.real());
            var delivery = new Delivery(ninja, directory, own, clock);
            var search = new Search(ninja, outbox, clock, settings.ninja().boardId());
            for (int lane = 0; lane < LANES; lane++) {
                var worker =
                        new OutboxWorker(
                                database,
                                store,
                                outbox,
                                delivery,
                                search,
                                bus,
                                clock,
                                tenant.deadline(),
                                tenant::ticketPage,
                                (point, entry) -> {});
                lanes.add(new TicketClock.Lane("outbox-" + lane, worker::once));
            }
            services.add(closing(ninja));
            services.add(new DirectorySync(ninja, directory, leases, () -> {}));
        }
        services.add(new TicketClock(bus, lanes));
        return new TicketFeature(
                new DraftViews(store),
                List.of(
                        new DraftRoutes(drafts, directory),
                        new OutboxRoutes(database, outbox, store, drafts, closing),
                        new TicketRoutes(tickets, store, outbox)),
                List.copyOf(services));
    }

    /// Closed after everything that uses it.
    private static Service closing(NinjaOne ninja) {
        return new Service() {
            @Override
            public void start() {}

            @Override
            public void close() {
                ninja.close();
            }
        };
    }
}
