package com.ninja3cx.server.recording;

import com.ninja3cx.server.Service;
import com.ninja3cx.server.call.CallStore;
import com.ninja3cx.server.call.Recordings;
import com.ninja3cx.server.cluster.Bus;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.server.transcript.TranscriptStore;
import com.ninja3cx.speech.Speech;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;

/// Sound kept or fetched, and the better text made of it.
public record RecordingFeature(
        AudioFolder folder, Revisions revisions, Recordings recordings, List<Service> services) {

    /// @param stillNeeded whether the sound of a call is wanted for something else than its text
    public static RecordingFeature create(
            Settings settings,
            Database database,
            CallStore calls,
            TranscriptStore transcripts,
            Speech speech,
            Bus bus,
            Predicate<String> stillNeeded,
            InstantSource clock) {
        var folder = new AudioFolder(settings.dataDir());
        var language = settings.whisper().languageCode();
        var revisions = new Revisions(database, calls, transcripts, folder, speech, language, bus);
        var fetcher =
                new RecordingFetcher(
                        new AllowedHosts(settings.threeCx()), RecordingFetcher.Limits.DEFAULT);
        var worker =
                new RecordingWorker(
                        database,
                        calls,
                        revisions,
                        fetcher,
                        new RecordingReader(speech, language),
                        folder,
                        bus,
                        clock);
        var retention =
                new AudioRetention(
                        folder, calls, settings.retention().audio(), stillNeeded, bus, clock);
        return new RecordingFeature(
                folder, revisions, worker, List.of(revisions, worker, retention));
    }
}
