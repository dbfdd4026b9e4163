package com.ninja3cx.server;

import com.ninja3cx.server.access.ApiKeys;
import com.ninja3cx.server.access.Guard;
import com.ninja3cx.server.access.LoginRoutes;
import com.ninja3cx.server.access.Sessions;
import com.ninja3cx.server.call.CallJournal;
import com.ninja3cx.server.call.CallRoutes;
import com.ninja3cx.server.call.CallStore;
import com.ninja3cx.server.call.WebhookRoutes;
import com.ninja3cx.server.cluster.LocalBus;
import com.ninja3cx.server.context.ContextFeature;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.directory.PhoneNumbers;
import com.ninja3cx.server.live.DraftNews;
import com.ninja3cx.server.live.Drafts;
import com.ninja3cx.server.live.LiveFeature;
import com.ninja3cx.server.ninjaone.NinjaFeature;
import com.ninja3cx.server.ops.HealthRoutes;
import com.ninja3cx.server.ops.MetricsRoutes;
import com.ninja3cx.server.recording.RecordingExport;
import com.ninja3cx.server.recording.RecordingFeature;
import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.server.ticket.TicketFeature;
import com.ninja3cx.server.ticket.closing.Attachments;
import com.ninja3cx.server.ticket.draft.DraftView;
import com.ninja3cx.server.ticket.draft.DraftViews;
import com.ninja3cx.server.transcript.TextRetention;
import com.ninja3cx.server.transcript.TranscriptRoutes;
import com.ninja3cx.server.transcript.TranscriptStore;
import com.ninja3cx.server.vault.Vault;
import com.ninja3cx.server.web.Routes;
import com.ninja3cx.server.web.pages.NinjaPages;
import com.ninja3cx.server.web.pages.PageRoutes;
import com.ninja3cx.speech.Speech;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// Builds every feature, in the order in which they need each other. The whole server can be read
/// here as one list.
final class Wiring {

    final Database database;
    final LocalBus bus;
    final Speech speech;
    final ApiKeys apiKeys;
    final Sessions sessions;
    final LiveFeature live;
    final AtomicBoolean stopping = new AtomicBoolean();

    /// In the order in which requests meet them.
    final List<Routes> routes = new ArrayList<>();

    /// In the order in which they start.
    final List<Service> services = new ArrayList<>();

    Wiring(Settings settings, Outside outside, Database database) {
        InstantSource clock = outside.clock();
        this.database = database;
        this.bus = new LocalBus();
        this.speech = outside.speech().apply(settings.whisper());
        this.apiKeys = new ApiKeys(database, clock, outside.random());
        this.sessions = new Sessions(database, clock, outside.random());
        var guard = new Guard(apiKeys, sessions);
        var calls = new CallStore(database, clock);
        var transcripts = new TranscriptStore(database, clock);

        var recording =
                RecordingFeature.create(
                        settings,
                        database,
                        calls,
                        transcripts,
                        speech,
                        bus,
                        new Attachments(database, settings.outbox(), clock)::needed,
                        clock);
        var journal =
                new CallJournal(
                        database, calls, recording.recordings(), bus, clock, outside.random());

        Vault vault = vault(settings, database);
        var tickets =
                TicketFeature.create(
                        settings,
                        database,
                        vault,
                        calls,
                        transcripts,
                        new RecordingExport(recording.folder(), database, settings.dataDir(), clock)
                                ::export,
                        bus,
                        outside);

        var ninja =
                NinjaFeature.create(
                        tickets.ninja(),
                        settings,
                        database,
                        vault,
                        clock,
                        outside.random(),
                        tickets.hurry());

        this.live =
                LiveFeature.create(
                        guard,
                        journal,
                        calls,
                        transcripts,
                        database,
                        speech,
                        settings.whisper().languageCode(),
                        recording.folder(),
                        recording.revisions(),
                        drafts(tickets.views()),
                        settings.http().baseUrl(),
                        bus,
                        clock);

        routes.add(guard);
        routes.add(new LoginRoutes(guard, sessions));
        routes.add(new HealthRoutes(database, speech, ninja::health, stopping::get));
        routes.add(new MetricsRoutes(database, speech, live::viewers));
        routes.add(new WebhookRoutes(journal, settings.threeCx(), clock));
        routes.add(new CallRoutes(calls));
        routes.add(new TranscriptRoutes(calls, transcripts));
        routes.addAll(tickets.routes());
        routes.add(
                ContextFeature.create(
                        tickets.directory(),
                        new PhoneNumbers(settings.drafts().country()),
                        calls,
                        tickets.views(),
                        tickets.ninja(),
                        settings.ninja().boardId(),
                        clock));
        routes.addAll(ninja.routes());
        routes.addAll(live.routes());
        routes.add(new PageRoutes(guard::identify));
        routes.add(new NinjaPages(guard::identify, ninja));

        services.addAll(recording.services());
        services.add(
                new TextRetention(
                        database,
                        calls,
                        transcripts,
                        settings.retention().transcripts(),
                        bus,
                        clock));
        services.addAll(tickets.services());
        services.addAll(ninja.services());
        services.addAll(live.services());
    }

    private static Drafts drafts(DraftViews views) {
        return new Drafts() {
            @Override
            public Optional<?> of(String callId, Locale locale) {
                return views.ofCall(callId, locale);
            }

            @Override
            public Optional<DraftNews> news(String callId) {
                return views.ofCall(callId, Locale.ROOT).map(Wiring::news);
            }
        };
    }

    private static DraftNews news(DraftView draft) {
        DraftView.Ticket ticket = draft.ticket();
        return new DraftNews(
                draft.id(),
                draft.state(),
                draft.title(),
                draft.deadline(),
                ticket == null ? null : ticket.id(),
                ticket == null ? null : ticket.url());
    }

    private static Vault vault(Settings settings, Database database) {
        try {
            return Vault.open(database, settings.secretKey(), settings.dataDir());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the key file in " + settings.dataDir() + " cannot be used", e);
        }
    }
}
