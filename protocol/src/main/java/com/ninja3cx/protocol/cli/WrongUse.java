package com.ninja3cx.protocol.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says in one or two lines what is wrong with a command and where its help is, instead of pushing
/// it off the screen with the whole help.
final class WrongUse implements IParameterExceptionHandler {

    private final boolean french;

    WrongUse(boolean french) {
        this.french = french;
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] args) {
        CommandLine line = wrong.getCommandLine();
        PrintWriter err = line.getErr();
        err.println("✗ " + message(wrong));
        err.printf(
                "%s %s --help%n", say("Aide :", "Help:"), line.getCommandSpec().qualifiedName(" "));
        err.flush();
        return line.getCommandSpec().exitCodeOnInvalidInput();
    }

    private String message(ParameterException wrong) {
        return switch (wrong) {
            case MissingParameterException missing ->
                    say("Il manque : ", "Missing: ") + names(missing.getMissing());
            case UnmatchedArgumentException unknown -> unknown(unknown);
            case MissingCommand group ->
                    say("Il manque la commande : ", "The command is missing: ")
                            + String.join(", ", group.getCommandLine().getSubcommands().keySet());
            case WrongValue value ->
                    say("%s vaut %s ; attendu : %s", "%s is %s; expected: %s")
                            .formatted(value.option(), value.given(), value.expected());
            default -> other(wrong);
        };
    }

    private String unknown(UnmatchedArgumentException wrong) {
        String first = wrong.getUnmatched().getFirst();
        boolean command = !wrong.getCommandLine().getSubcommands().isEmpty();
        String what =
                wrong.isUnknownOption()
                        ? say("Option inconnue : ", "Unknown option: ")
                        : command
                                ? say("Commande inconnue : ", "Unknown command: ")
                                : say("De trop : ", "One too many: ");
        List<String> near = wrong.getSuggestions();
        return near.isEmpty()
                ? what + first
                : what + first + say(" ; peut-être ", "; perhaps ") + String.join(", ", near);
    }

    private String other(ParameterException wrong) {
        ArgSpec argument = wrong.getArgSpec();
        @Nullable String value = wrong.getValue();
        if (argument != null && value != null) {
            return say("%s : « %s » ne convient pas", "%s: “%s” does not fit")
                    .formatted(name(argument), value);
        }
        return String.valueOf(wrong.getMessage());
    }

    private static String names(List<ArgSpec> arguments) {
        return arguments.stream().map(WrongUse::name).collect(Collectors.joining(", "));
    }

    private static String name(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) {
            return argument.paramLabel();
        }
        String name = option.names()[0];
        return option.arity().max() == 0 ? name : name + " " + option.paramLabel();
    }

    private String say(String inFrench, String inEnglish) {
        return french ? inFrench : inEnglish;
    }
}
