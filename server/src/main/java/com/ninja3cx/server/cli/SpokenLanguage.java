package com.ninja3cx.server.cli;

import com.ninja3cx.protocol.cli.WrongValue;
import com.ninja3cx.speech.whisper.Languages;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/// The language that a command is told to hear, with `--language`.
public final class SpokenLanguage {

    private static final String FOUND_OUT = "auto";

    private SpokenLanguage() {}

    /// Empty = found out from the sound.
    ///
    /// @param command that was given it
    /// @throws WrongValue when Whisper has no such language: before a model is loaded for nothing
    public static Optional<String> of(String given, CommandSpec command) {
        String code = given.toLowerCase(Locale.ROOT);
        if (code.equals(FOUND_OUT)) {
            return Optional.empty();
        }
        if (!Languages.known(code)) {
            throw new WrongValue(
                    command.commandLine(),
                    "--language",
                    given,
                    Languages.CODES.stream()
                            .sorted()
                            .collect(Collectors.joining(", ", FOUND_OUT + ", ", "")));
        }
        return Optional.of(code);
    }
}
