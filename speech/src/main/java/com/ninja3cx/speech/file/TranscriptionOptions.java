package com.ninja3cx.speech.file;

import com.ninja3cx.speech.audio.Channels;
import java.util.List;
import java.util.Optional;

/// How a recording is to be read.
///
/// @param language empty = found out for each channel
/// @param languages among which it is found out, the likelier first
public record TranscriptionOptions(
        Optional<String> language, List<String> languages, Channels channels) {}
