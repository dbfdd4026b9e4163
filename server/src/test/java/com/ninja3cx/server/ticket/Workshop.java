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
final class Workshop implements AutoCloseable {

    static final String JULIEN = "0142685300";

    final ManualClock clock;
    final FakeNinjaOne fake;
    final Database database;
    final CallStore calls;
    final TranscriptStore transcripts;
    final DraftStore drafts;
    final OutboxStore outbox;
    final OutboxFeature feature;
    final Drafts service;
    final DraftMaker maker;
    final Directory directory;
    final NinjaOne ninja;
    final LocalBus bus = new LocalBus();
    final TicketSettings settings;
    final Closing closing;
    final Vault vault;
    final Leases leases;
    final List<OutboxWorker> workers = new ArrayList<>();
    private final boolean ownsFake;

    /// The recording of every call, when a test gives one.
    volatile Path sound;

    /// Dies at a named point when a test asks for it.
    volatile OutboxPoint dieAt;

    Runnable die =
            () -> {
                throw new Died();
            };

    Workshop(Path folder) throws Exception {
        this(folder, new Settings.Storage.Sqlite(folder.resolve("database.sqlite")));
    }

    Workshop(Path folder, Settings.Storage storage) throws Exception {
        this(folder, storage, new ManualClock("2026-11-23T09:00:00Z"), null, 2, null);
    }

    /// @param shared a NinjaOne that outlives this workshop, or null for one of its own
    Workshop(
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
    Workshop(
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
                        database, drafts, service, closing, calls, directory, settings, clock);
        addWorker();
    }

    OutboxWorker addWorker() {
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
    static final class Died extends Error {
        private static final long serialVersionUID = 1L;
    }

    void synchronise() {
        new DirectorySync(ninja, directory, leases, () -> {}).once();
    }

    Call ended(String id, String caller, String... saidByCaller) {
        return ended(id, caller, Trust.TRUSTED, new TranscriptState.Done(), saidByCaller);
    }

    Call ended(String id, String caller, Trust trust, TranscriptState state, String... said) {
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
    Call talking(String id, String caller) {
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
    Call over(Call call, TranscriptState transcript) {
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
    void revised(Call call, String... said) {
        save(over(call, new TranscriptState.Done()));
        database.write(
                handle -> {
                    transcripts.replace(
                            handle, call.id(), Segment.REVISED, segments(call.id(), said));
                    return true;
                });
    }

    void save(Call call) {
        database.write(
                handle -> {
                    calls.save(handle, call);
                    return true;
                });
    }

    /// The caller's words of a running call, in the order they became final.
    void said(String call, String... said) {
        database.write(
                handle -> {
                    transcripts.replace(
                            handle, call, Segment.LIVE, segments(call, Segment.LIVE, said));
                    return true;
                });
    }

    List<Segment> segments(String call, String... said) {
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

    Draft draft(String call) {
        return drafts.ofCall(call).orElseThrow();
    }

    /// Lets drafts and outbox do all that is due now.
    void work() {
        maker.sweep();
        while (workers.getFirst().once()) {
            maker.sweep();
        }
    }

    /// Lets time pass in steps of a second, of five in long spans; everything works meanwhile.
    void pass(Duration duration) {
        Instant end = clock.instant().plus(duration);
        Duration step = Duration.ofSeconds(duration.compareTo(Duration.ofMinutes(3)) < 0 ? 1 : 5);
        work();
        while (clock.instant().isBefore(end)) {
            clock.advance(step);
            work();
        }
    }

    /// Private notes that hold words: no file, no time.
    List<Note> comments(int ticket) {
        return all(ticket).stream()
                .filter(note -> note.entry().timeTracked() == null && note.files().isEmpty())
                .toList();
    }

    /// Time entries.
    List<Note> times(int ticket) {
        return all(ticket).stream().filter(note -> note.entry().timeTracked() != null).toList();
    }

    /// Comments with a file.
    List<Note> files(int ticket) {
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
