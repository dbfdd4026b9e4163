package com.ninja3cx.speech.whisper;

import com.ninja3cx.speech.onnx.AttentionHead;
import com.ninja3cx.speech.onnx.Sound;
import com.ninja3cx.speech.onnx.WhisperSessions;
import java.util.ArrayList;
import java.util.List;

/// Finds the tokens of a text in the sound: gives the decoder the text once more, all at once, and
/// follows where it looks. Thread-safe.
final class Alignment {

    private static final int FRAMES_PER_SECOND = 50;

    private final WhisperSessions sessions;
    private final SpecialTokens special;
    private final List<AttentionHead> heads;

    Alignment(WhisperSessions sessions, SpecialTokens special, List<AttentionHead> heads) {
        this.sessions = sessions;
        this.special = special;
        this.heads = heads;
    }

    /// `sound`: the job's window alone.
    void place(Job job, Sound sound) {
        var text =
                job.search().best().steps().stream()
                        .map(Trail::token)
                        .filter(token -> token < special.endOfText())
                        .toList();
        if (text.isEmpty()) {
            return;
        }
        var start = job.prompt().subList(job.startOfTranscript(), job.prompt().size());
        var tokens = new ArrayList<>(start);
        if (job.timestamps()) {
            tokens.add(special.noTimestamps());
        }
        int first = tokens.size() - 1;
        tokens.addAll(text);
        tokens.add(special.endOfText());
        float[][] looks = sessions.attend(tokens, sound, heads);
        int begin = (int) Math.round(job.secondsBegun() * FRAMES_PER_SECOND);
        int end = (int) Math.ceil(job.seconds() * FRAMES_PER_SECOND);
        job.place(TokenPlaces.find(looks, tokens.size(), begin, end, first));
    }
}
