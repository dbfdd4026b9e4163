package com.ninja3cx.speech.file;

import com.ninja3cx.speech.audio.Channels;
import com.ninja3cx.speech.reading.HotWords;
import java.util.List;
import java.util.Optional;

/// How a recording is to be read.
///
/// @param language empty = found out for each channel
/// @param languages among which it is found out, the likelier first
/// @param hotWords names that it is likely to hold
public record TranscriptionOptions(
        Optional<String> language, List<String> languages, Channels channels, HotWords hotWords) {

    /// Without names.
    public TranscriptionOptions(
            Optional<String> language, List<String> languages, Channels channels) {
        this(language, languages, channels, HotWords.NONE);
    }

    /// The same with names that the recording is likely to hold.
    public TranscriptionOptions withHotWords(HotWords names) {
        return new TranscriptionOptions(language, languages, channels, names);
    }
}
