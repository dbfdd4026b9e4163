package com.ninja3cx.server.ticket;

import com.ninja3cx.server.Outside;
import com.ninja3cx.server.Service;
import com.ninja3cx.server.call.CallStore;
import com.ninja3cx.server.cluster.Bus;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.db.Leases;
import com.ninja3cx.server.directory.Directory;
import com.ninja3cx.server.directory.DirectoryRoutes;
import com.ninja3cx.server.directory.DirectorySync;
import com.ninja3cx.server.directory.PhoneNumbers;
import com.ninja3cx.server.ninjaone.NinjaOne;
import com.ninja3cx.server.ninjaone.Pause;
import com.ninja3cx.server.ninjaone.Tenant;
import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.server.ticket.api.ChoiceRoutes;
import com.ninja3cx.server.ticket.api.DeliveryRoutes;
import com.ninja3cx.server.ticket.api.DraftRoutes;
import com.ninja3cx.server.ticket.api.OutboxRoutes;
import com.ninja3cx.server.ticket.api.TicketRoutes;
import com.ninja3cx.server.ticket.closing.Closing;
import com.ninja3cx.server.ticket.delivery.OutboxWorker;
import com.ninja3cx.server.ticket.delivery.Sound;
import com.ninja3cx.server.ticket.delivery.TicketTerms;
import com.ninja3cx.server.ticket.desk.Deliveries;
import com.ninja3cx.server.ticket.desk.Desk;
import com.ninja3cx.server.ticket.desk.DraftMaker;
import com.ninja3cx.server.ticket.desk.DraftRetention;
import com.ninja3cx.server.ticket.desk.Drafts;
import com.ninja3cx.server.ticket.desk.NewTickets;
import com.ninja3cx.server.ticket.draft.DraftStore;
import com.ninja3cx.server.ticket.draft.DraftViews;
import com.ninja3cx.server.ticket.draft.TicketSettings;
import com.ninja3cx.server.ticket.status.NinjaWebhookRoutes;
import com.ninja3cx.server.ticket.status.TicketStates;
import com.ninja3cx.server.ticket.status.TicketWatch;
import com.ninja3cx.server.transcript.TranscriptStore;
import com.ninja3cx.server.vault.Vault;
import com.ninja3cx.server.web.Routes;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything about tickets, ready to be wired.
///
/// @param views for features that show drafts or tell about them
/// @param directory who is behind a number
/// @param ninja null while NinjaOne is not set up
/// @param hurry lets waiting tickets leave at once, after a technician has authorised again
public record TicketFeature(
        DraftViews views,
        Directory directory,
        @Nullable NinjaOne ninja,
        Runnable hurry,
        List<Routes> routes,
        List<Service> services) {

    /// Requests to NinjaOne under way at once: a slow answer must not hold up other calls' tickets.
    private static final int LANES = 3;

    private static final Duration ALIVE_EVERY = Duration.ofSeconds(30);

    /// @param sound gives the recordings that go to tickets
    public static TicketFeature create(
            Settings settings,
            Database database,
            Vault vault,
            CallStore calls,
            TranscriptStore transcripts,
            Sound sound,
            Bus bus,
            Outside outside) {
        InstantSource clock = outside.clock();
        var own = TicketSettings.of(settings, ZoneId.systemDefault());
        var directory =
                new Directory(
                        database, new PhoneNumbers(own.country()), settings.drafts().extensions());
        var store = new DraftStore(database, clock, outside.random());
        var outbox =
                new OutboxFeature(
                        database, store, own, settings.dataDir(), bus, clock, outside.random());
        Closing closing = outbox.closing;
        var drafts =
                new Drafts(
                        database,
                        store,
                        outbox.store,
                        closing,
                        calls,
                        transcripts,
                        own,
                        bus,
                        clock);
        var desk = new Desk(database, store, drafts, closing, calls, directory, own, clock);
        var maker = new DraftMaker(desk);
        var tickets = new NewTickets(desk);
        var deliveries = new Deliveries(database, store, drafts, outbox.wishes, calls, closing);
        var states = new TicketStates(database, clock);

        List<TicketClock.Lane> lanes = new ArrayList<>();
        List<Service> services = new ArrayList<>();
        outbox.watch.check();
        maker.unblock();
        lanes.add(TicketClock.Lane.sweeping("drafts", maker::sweep));
        lanes.add(TicketClock.Lane.every("alive", ALIVE_EVERY, clock, outbox.watch::alive));
        TicketTerms terms = null;
        NinjaOne ninja = null;
        if (settings.ninja().configured()) {
            var tenant = Tenant.of(settings.ninja(), settings.outbox());
            var leases = new Leases(database, clock);
            ninja = new NinjaOne(tenant, database, vault, clock, Pause.real());
            terms = new TicketTerms(ninja, clock);
            List<OutboxWorker> workers =
                    outbox.workers(
                            LANES,
                            ninja,
                            terms,
                            directory,
                            sound,
                            (point, entry) ->
                                    outside.moments().accept(point + " " + entry.intent().kind()));
            for (int lane = 0; lane < LANES; lane++) {
                lanes.add(new TicketClock.Lane("outbox-" + lane, workers.get(lane)::once));
            }
            var watch =
                    new TicketWatch(
                            database,
                            store,
                            states,
                            ninja,
                            leases,
                            bus,
                            clock,
                            settings.outbox().poll(),
                            settings.ninja().boardId());
            lanes.add(TicketClock.Lane.sweeping("tickets", watch::sweep));
            services.add(closing(ninja));
            services.add(new DirectorySync(ninja, directory, leases, () -> {}));
        }
        services.add(
                new DraftRetention(
                        database,
                        store,
                        outbox.store,
                        outbox.attempts,
                        settings.retention().transcripts(),
                        clock));
        services.add(new TicketClock(bus, lanes));
        return new TicketFeature(
                new DraftViews(store),
                directory,
                ninja,
                outbox.store::hurry,
                List.of(
                        new DirectoryRoutes(directory),
                        new DraftRoutes(drafts, directory),
                        new ChoiceRoutes(terms),
                        new DeliveryRoutes(deliveries, states),
                        new NinjaWebhookRoutes(states, settings.outbox().webhookSecret()),
                        new OutboxRoutes(outbox.store, outbox.attempts, outbox.settling, closing),
                        new TicketRoutes(tickets, store, outbox.store, outbox.attempts, bus)),
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
