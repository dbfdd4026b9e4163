package com.ninja3cx.server.live;

import com.ninja3cx.server.cluster.Bus;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.recording.AudioFolder;
import com.ninja3cx.server.recording.Revisions;
import com.ninja3cx.server.transcript.TranscriptStore;
import com.ninja3cx.speech.Speech;
import java.util.Optional;

/// What a channel needs to become text.
record Workshop(
        Database database,
        TranscriptStore transcripts,
        Speech speech,
        Optional<String> language,
        AudioFolder folder,
        Revisions revisions,
        Backlog backlog,
        Bus bus) {}
