package com.ninja3cx.server.ticket;

import com.ninja3cx.protocol.Direction;
import com.ninja3cx.server.ManualClock;
import com.ninja3cx.server.call.Call;
import com.ninja3cx.server.call.CallState;
import com.ninja3cx.server.call.CallStore;
import com.ninja3cx.server.call.TranscriptState;
import com.ninja3cx.server.call.Trust;
import com.ninja3cx.server.cluster.LocalBus;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.db.Leases;
import com.ninja3cx.server.directory.Directory;
import com.ninja3cx.server.directory.DirectorySync;
import com.ninja3cx.server.directory.PhoneNumbers;
import com.ninja3cx.server.ninjaone.NinjaOne;
import com.ninja3cx.server.ninjaone.Tenant;
import com.ninja3cx.server.settings.Secret;
import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.server.ticket.closing.Closing;
import com.ninja3cx.server.ticket.delivery.OutboxPoint;
import com.ninja3cx.server.ticket.delivery.OutboxWorker;
import com.ninja3cx.server.ticket.delivery.TicketTerms;
import com.ninja3cx.server.ticket.desk.Desk;
import com.ninja3cx.server.ticket.desk.DraftMaker;
import com.ninja3cx.server.ticket.desk.Drafts;
import com.ninja3cx.server.ticket.draft.Draft;
import com.ninja3cx.server.ticket.draft.DraftStore;
import com.ninja3cx.server.ticket.draft.TicketSettings;
import com.ninja3cx.server.ticket.outbox.Entry;
import com.ninja3cx.server.ticket.outbox.OutboxStore;
import com.ninja3cx.server.transcript.Party;
import com.ninja3cx.server.transcript.Segment;
import com.ninja3cx.server.transcript.TranscriptStore;
import com.ninja3cx.server.vault.Vault;
import com.ninja3cx.simulator.ninjaone.FakeNinjaOne;
import com.ninja3cx.simulator.ninjaone.Note;
import com.ninja3cx.simulator.ninjaone.Options;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Drafts, outbox and a simulated NinjaOne on one hand-driven clock; the database is real.
public final class Workshop implements AutoCloseable {

    public static final String JULIEN = "0142685300";

    public final ManualClock clock;
    public final FakeNinjaOne fake;
    public final Database database;
    public final CallStore calls;
    public final TranscriptStore transcripts;
    public final DraftStore drafts;
    public final OutboxStore outbox;
    public final OutboxFeature feature;
    public final Drafts service;
    public final DraftMaker maker;
    public final Directory directory;
    public final NinjaOne ninja;
    public final LocalBus bus = new LocalBus();
    public final TicketSettings settings;
    public final Closing closing;
    public final Vault vault;
    public final Leases leases;
    public final List<OutboxWorker> workers = new ArrayList<>();
    private final boolean ownsFake;

    /// The recording of every call, when a test gives one.
    public volatile Path sound;

    /// Dies at a named point when a test asks for it.
    public volatile OutboxPoint dieAt;

    public Runnable die =
            () -> {
                throw new Died();
            };

    public Workshop(Path folder) throws Exception {
        this(folder, new Settings.Storage.Sqlite(folder.resolve("database.sqlite")));
    }

    public Workshop(Path folder, Settings.Storage storage) throws Exception {
        this(folder, storage, new ManualClock("2026-11-23T09:00:00Z"), null, 2, null);
    }

    /// @param shared a NinjaOne that outlives this workshop, or null for one of its own
    public Workshop(
            Path folder,
            Settings.Storage storage,
            ManualClock clock,
            FakeNinjaOne shared,
            Integer boardId,
            Integer organizationId)
            throws Exception {
        this(
                folder,
                storage,
                clock,
                shared == null ? FakeNinjaOne.start(0, Options.strict(clock)) : shared,
                shared == null,
                null,
                null,
                boardId,
                organizationId);
    }

    /// @param fake null when NinjaOne runs in another process, at `base` with the token `seed`
    public Workshop(
            Path folder,
            Settings.Storage storage,
            ManualClock clock,
            FakeNinjaOne fake,
            boolean ownsFake,
            URI base,
            String seed,
            Integer boardId,
            Integer organizationId)
            throws Exception {
        this.clock = clock;
        this.ownsFake = ownsFake;
        this.fake = fake;
        this.database = Database.open(storage);
        var random = new SecureRandom();
        calls = new CallStore(database, clock);
        transcripts = new TranscriptStore(database, clock);
        vault = Vault.open(database, new Secret("a key for tests only"), folder);
        leases = new Leases(database, clock);
        var configured =
                new Settings.Ninja(
                        fake == null ? base : fake.baseUri(),
                        "/v2",
                        "/ws/oauth/token",
                        Options.CLIENT_ID,
                        new Secret(Options.CLIENT_SECRET),
                        new Secret(fake == null ? seed : fake.newRefreshToken()),
                        boardId,
                        1,
                        2,
                        null,
                        organizationId);
        settings =
                new TicketSettings(
                        configured,
                        Settings.Outbox.DEFAULT,
                        Duration.ofSeconds(15),
                        false,
                        "FR",
                        ZoneId.of("Europe/Paris"),
                        null);
        var tenant = Tenant.of(configured, settings.outbox());
        ninja =
                new NinjaOne(
                        new Tenant(
                                tenant.base(),
                                tenant.apiPrefix(),
                                tenant.tokenPath(),
                                tenant.clientId(),
                                tenant.clientSecret(),
                                tenant.seed(),
                                // Real time: how long a test waits for a reply that never comes.
                                Duration.ofSeconds(3)),
                        database,
                        vault,
                        clock,
                        clock::advance);
        directory = new Directory(database, new PhoneNumbers("FR"));
        drafts = new DraftStore(database, clock, random);
        feature = new OutboxFeature(database, drafts, settings, folder, bus, clock, random);
        outbox = feature.store;
        closing = feature.closing;
        service =
                new Drafts(
                        database,
                        drafts,
                        outbox,
                        closing,
                        calls,
                        transcripts,
                        settings,
                        bus,
                        clock);
        maker =
                new DraftMaker(
                        new Desk(
                                database, drafts, service, closing, calls, directory, settings,
                                clock));
        addWorker();
    }

    public OutboxWorker addWorker() {
        BiConsumer<OutboxPoint, Entry> point =
                (reached, entry) -> {
                    if (reached == dieAt) {
                        die.run();
                    }
                };
        OutboxWorker worker =
                feature.workers(
                                1,
                                ninja,
                                new TicketTerms(ninja, clock),
                                directory,
                                call -> Optional.ofNullable(sound),
                                point)
                        .getFirst();
        workers.add(worker);
        return worker;
    }

    /// The end of a worker, as by `kill -9`: nothing it meant to do afterwards happens.
    public static final class Died extends Error {
        private static final long serialVersionUID = 1L;
    }

    public void synchronise() {
        new DirectorySync(ninja, directory, leases, () -> {}).once();
    }

    public Call ended(String id, String caller, String... saidByCaller) {
        return ended(id, caller, Trust.TRUSTED, new TranscriptState.Done(), saidByCaller);
    }

    public Call ended(
            String id, String caller, Trust trust, TranscriptState state, String... said) {
        Instant end = clock.instant();
        var call =
                new Call(
                        id,
                        "main",
                        "pbx-" + id,
                        Direction.INBOUND,
                        caller,
                        null,
                        "0140000000",
                        extension(id),
                        "claire.petit@rivage.example",
                        end.minusSeconds(60),
                        end,
                        60,
                        CallState.ENDED,
                        trust,
                        false,
                        null,
                        state);
        database.write(
                handle -> {
                    calls.save(handle, call);
                    if (state instanceof TranscriptState.Done) {
                        transcripts.replace(handle, id, Segment.REVISED, segments(id, said));
                    }
                    return true;
                });
        return call;
    }

    /// Calls with different numbers are of different technicians: `call_1` is of 201.
    private static String extension(String id) {
        String digits = id.replaceAll("\\D", "");
        return String.valueOf(200 + (digits.isEmpty() ? 0 : Integer.parseInt(digits)));
    }

    /// A call that is being spoken.
    public Call talking(String id, String caller) {
        var call =
                new Call(
                        id,
                        "main",
                        "pbx-" + id,
                        Direction.INBOUND,
                        caller,
                        null,
                        "0140000000",
                        "201",
                        "claire.petit@rivage.example",
                        clock.instant(),
                        null,
                        0,
                        CallState.TALKING,
                        Trust.TRUSTED,
                        false,
                        null,
                        new TranscriptState.Live());
        save(call);
        return call;
    }

    /// The same call, over now.
    public Call over(Call call, TranscriptState transcript) {
        return new Call(
                call.id(),
                call.pbx(),
                call.pbxCallId(),
                call.direction(),
                call.caller(),
                null,
                call.callee(),
                call.agentExtension(),
                call.agentEmail(),
                call.startedAt(),
                clock.instant(),
                60,
                CallState.ENDED,
                call.trust(),
                false,
                null,
                transcript);
    }

    /// The call is over and its second reading is there.
    public void revised(Call call, String... said) {
        save(over(call, new TranscriptState.Done()));
        database.write(
                handle -> {
                    transcripts.replace(
                            handle, call.id(), Segment.REVISED, segments(call.id(), said));
                    return true;
                });
    }

    public void save(Call call) {
        database.write(
                handle -> {
                    calls.save(handle, call);
                    return true;
                });
    }

    /// The caller's words of a running call, in the order they became final.
    public void said(String call, String... said) {
        database.write(
                handle -> {
                    transcripts.replace(
                            handle, call, Segment.LIVE, segments(call, Segment.LIVE, said));
                    return true;
                });
    }

    public List<Segment> segments(String call, String... said) {
        return segments(call, Segment.REVISED, said);
    }

    private List<Segment> segments(String call, String revision, String... said) {
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < said.length; i++) {
            segments.add(
                    new Segment(
                            call,
                            revision,
                            Party.CALLER,
                            i,
                            i * 5000L,
                            i * 5000L + 4000,
                            said[i],
                            "fr",
                            0.9));
        }
        return segments;
    }

    public Draft draft(String call) {
        return drafts.ofCall(call).orElseThrow();
    }

    /// Lets drafts and outbox do all that is due now.
    public void work() {
        maker.sweep();
        while (workers.getFirst().once()) {
            maker.sweep();
        }
    }

    /// Lets time pass in steps of a second, of five in long spans; everything works meanwhile.
    public void pass(Duration duration) {
        Instant end = clock.instant().plus(duration);
        Duration step = Duration.ofSeconds(duration.compareTo(Duration.ofMinutes(3)) < 0 ? 1 : 5);
        work();
        while (clock.instant().isBefore(end)) {
            clock.advance(step);
            work();
        }
    }

    /// Private notes that hold words: no file, no time.
    public List<Note> comments(int ticket) {
        return all(ticket).stream()
                .filter(note -> note.entry().timeTracked() == null && note.files().isEmpty())
                .toList();
    }

    /// Time entries.
    public List<Note> times(int ticket) {
        return all(ticket).stream().filter(note -> note.entry().timeTracked() != null).toList();
    }

    /// Comments with a file.
    public List<Note> files(int ticket) {
        return all(ticket).stream().filter(note -> !note.files().isEmpty()).toList();
    }

    private List<Note> all(int ticket) {
        return fake.notes(ticket).stream()
                .filter(
                        note ->
                                note.entry().type()
                                        == com.ninja3cx.simulator.ninjaone.LogEntry.Type.COMMENT)
                .toList();
    }

    @Override
    public void close() {
        ninja.close();
        bus.close();
        database.close();
        if (ownsFake) {
            fake.close();
        }
    }
}
