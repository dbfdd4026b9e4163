package com.ninja3cx.server;

import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.speech.Speech;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// What the server takes from outside itself; tests give their own.
///
/// @param speech opens the speech engine; returns at once, the model loads afterwards
/// @param moments is told each named moment of a write to NinjaOne, such as `BEFORE_REQUEST
///   AddNote`, while it happens
public record Outside(
        InstantSource clock,
        RandomGenerator random,
        Function<Settings.Whisper, Speech> speech,
        Consumer<String> moments) {

    /// Nobody listens to moments.
    public Outside(
            InstantSource clock,
            RandomGenerator random,
            Function<Settings.Whisper, Speech> speech) {
        this(clock, random, speech, moment -> {});
    }
}
