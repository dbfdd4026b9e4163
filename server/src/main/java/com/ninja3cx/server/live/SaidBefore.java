package com.ninja3cx.server.live;

import com.ninja3cx.server.recording.KeptAudio;
import com.ninja3cx.server.transcript.Segment;
import com.ninja3cx.speech.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a channel said before a cut, from what is stored: its texts, and of the latest their sound.
final class SaidBefore {

    private static final Logger LOG = LoggerFactory.getLogger(SaidBefore.class);

    /// Longer than any utterance.
    private static final long LONGEST_MILLIS = 30_000;

    private SaidBefore() {}

    /// @param stored live texts of one channel of one leg, oldest first
    /// @param offsetMillis of the leg within its call
    /// @param file its kept sound; where it is missing, as after a move to another server, texts
    ///   come without
    static List<Said> of(List<Segment> stored, long offsetMillis, Path file) {
        List<Segment> latest =
                stored.subList(Math.max(0, stored.size() - Said.MOST), stored.size());
        int withSound = latest.size() - Said.MOST_WITH_SOUND;
        var said = new ArrayList<Said>();
        for (int i = 0; i < latest.size(); i++) {
            Segment each = latest.get(i);
            long start = each.startMillis() - offsetMillis;
            long end = each.endMillis() - offsetMillis;
            float[] sound = i < withSound ? new float[0] : sound(file, start, end);
            said.add(new Said(start, end, each.text(), each.language(), sound));
        }
        return List.copyOf(said);
    }

    private static float[] sound(Path file, long startMillis, long endMillis) {
        long millis = endMillis - startMillis;
        // Times of a leg that was found to begin elsewhere point anywhere.
        if (startMillis < 0 || millis <= 0 || millis > LONGEST_MILLIS || !Files.exists(file)) {
            return new float[0];
        }
        int length = (int) millis * KeptAudio.PER_MILLI;
        try (KeptAudio audio = KeptAudio.open(file)) {
            float[] sound = audio.read(startMillis * KeptAudio.PER_MILLI, length);
            return sound.length == length && !silent(sound) ? sound : new float[0];
        } catch (IOException unreadable) {
            LOG.warn("kept sound cannot be read: words go on without it", unreadable);
            return new float[0];
        }
    }

    /// What was never written reads as silence.
    private static boolean silent(float[] sound) {
        for (float sample : sound) {
            if (sample != 0) {
                return false;
            }
        }
        return true;
    }
}
