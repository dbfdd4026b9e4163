package com.ninja3cx.server.ticket;

import com.ninja3cx.server.cluster.Bus;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.directory.Directory;
import com.ninja3cx.server.ninjaone.NinjaOne;
import com.ninja3cx.server.ninjaone.Tenant;
import com.ninja3cx.server.ticket.closing.Closing;
import com.ninja3cx.server.ticket.closing.TimeBook;
import com.ninja3cx.server.ticket.closing.WishStore;
import com.ninja3cx.server.ticket.delivery.Delivery;
import com.ninja3cx.server.ticket.delivery.Doubt;
import com.ninja3cx.server.ticket.delivery.Outage;
import com.ninja3cx.server.ticket.delivery.OutboxPoint;
import com.ninja3cx.server.ticket.delivery.OutboxWorker;
import com.ninja3cx.server.ticket.delivery.Patience;
import com.ninja3cx.server.ticket.delivery.Search;
import com.ninja3cx.server.ticket.delivery.Sound;
import com.ninja3cx.server.ticket.delivery.SoundPlaces;
import com.ninja3cx.server.ticket.delivery.SoundWait;
import com.ninja3cx.server.ticket.delivery.TicketTerms;
import com.ninja3cx.server.ticket.draft.DraftStore;
import com.ninja3cx.server.ticket.draft.TicketSettings;
import com.ninja3cx.server.ticket.outbox.Attempts;
import com.ninja3cx.server.ticket.outbox.Entry;
import com.ninja3cx.server.ticket.outbox.OutboxStore;
import com.ninja3cx.server.ticket.outbox.RestoreWatch;
import com.ninja3cx.server.ticket.outbox.SendLog;
import com.ninja3cx.server.ticket.outbox.Settling;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;

/// Everything that brings closed drafts to NinjaOne, in the order in which it is needed.
public final class OutboxFeature {

    public final SendLog log;
    public final OutboxStore store;
    public final Attempts attempts;
    public final WishStore wishes;
    public final TimeBook book;
    public final Closing closing;
    public final Settling settling;
    public final RestoreWatch watch;
    private final SoundPlaces places;
    private final TicketSettings settings;
    private final InstantSource clock;

    OutboxFeature(
            Database database,
            DraftStore drafts,
            TicketSettings settings,
            Path dataDir,
            Bus bus,
            InstantSource clock,
            RandomGenerator random) {
        this.settings = settings;
        this.clock = clock;
        log = new SendLog(dataDir);
        store = new OutboxStore(database, clock, random, log);
        attempts = new Attempts(database, clock);
        wishes = new WishStore(database);
        places = new SoundPlaces(database);
        book = new TimeBook(database, settings.outbox());
        closing = new Closing(drafts, store, wishes, book, settings);
        settling =
                new Settling(
                        database,
                        store,
                        attempts,
                        drafts,
                        id -> Tenant.ticketPage(settings.ninja().baseUrl(), id),
                        bus);
        watch = new RestoreWatch(database, log, clock);
    }

    /// Workers that share look-ups and what they know of NinjaOne's health.
    ///
    /// @param point called at each named moment of a write
    List<OutboxWorker> workers(
            int count,
            NinjaOne ninja,
            TicketTerms terms,
            Directory directory,
            Sound sound,
            BiConsumer<OutboxPoint, Entry> point) {
        var patience = Patience.of(settings.outbox());
        var delivery = new Delivery(ninja, directory, terms, settings, sound, places);
        var search =
                new Search(
                        ninja, store, terms, clock, patience.settle(), settings.ninja().boardId());
        var doubt = new Doubt(attempts, clock, patience);
        var soundWait = new SoundWait(attempts, clock);
        var outage = new Outage(clock);
        List<OutboxWorker> workers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            workers.add(
                    new OutboxWorker(
                            store, delivery, search, doubt, soundWait, settling, outage, clock,
                            patience, point));
        }
        return workers;
    }
}
