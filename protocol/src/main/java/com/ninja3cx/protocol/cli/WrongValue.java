package com.ninja3cx.protocol.cli;

import java.io.Serial;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// An option has a value that cannot be used: says which ones can.
public final class WrongValue extends ParameterException {

    @Serial private static final long serialVersionUID = 1;

    private final String option;
    private final String given;
    private final String expected;

    /// @param expected what can be used, in signs that need no translation: `fr, en`, `≥ 1`
    public WrongValue(CommandLine line, String option, Object given, String expected) {
        super(line, "%s is %s; expected: %s".formatted(option, given, expected));
        this.option = option;
        this.given = given.toString();
        this.expected = expected;
    }

    String option() {
        return option;
    }

    String given() {
        return given;
    }

    String expected() {
        return expected;
    }
}
