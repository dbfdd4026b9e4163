package com.ninja3cx.server;

import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.speech.Speech;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// What the server takes from outside itself; tests give their own.
///
/// @param speech opens the speech engine; returns at once, the model loads afterwards
public record Outside(
        InstantSource clock, RandomGenerator random, Function<Settings.Whisper, Speech> speech) {}
