package com.ninja3cx.protocol.cli;

import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/// Says in a sentence at what a command has stopped, where no command foresaw it. The stack trace
/// helps only whoever mends the program: it is shown on demand.
final class Breakdown implements IExecutionExceptionHandler {

    /// The environment variable that asks for stack traces.
    static final String DEBUG = "NINJA_DEBUG";

    private final boolean french;
    private final boolean withTrace;

    Breakdown(boolean french, boolean withTrace) {
        this.french = french;
        this.withTrace = withTrace;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
        PrintWriter err = line.getErr();
        if (withTrace) {
            // Comes first: whoever keeps only the last lines keeps the sentence.
            failure.printStackTrace(err);
        }
        err.println(
                say("✗ %s s'est arrêté : %s", "✗ %s has stopped: %s")
                        .formatted(line.getCommandSpec().qualifiedName(" "), reason(failure)));
        err.println(withTrace ? whatToDo() : whatToDo() + " " + howToSeeMore());
        err.flush();
        return line.getCommandSpec().exitCodeOnExecutionException();
    }

    private String whatToDo() {
        return say(
                "Corrigez ce qui est dit là, puis relancez la même commande.",
                "Put right what is said there, then run the same command again.");
    }

    private String howToSeeMore() {
        return say(
                        "Si cela n'explique rien : %s=1 devant la commande montre la trace"
                                + " complète, à joindre à un signalement.",
                        "If that explains nothing: %s=1 before the command shows the whole trace,"
                                + " to be sent with a report.")
                .formatted(DEBUG);
    }

    /// What failed and, where that says more, what lies at the bottom of it.
    private static String reason(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String what = said(failure);
        String why = said(deepest);
        return what.contains(why) ? what : "%s (%s)".formatted(what, why);
    }

    /// The message; with the kind of failure where the message is only the name of a file, or none.
    private static String said(Throwable failure) {
        String message = failure.getMessage();
        boolean onlyAFile = failure instanceof FileSystemException file && file.getReason() == null;
        return message == null || message.isBlank() || onlyAFile ? failure.toString() : message;
    }

    private String say(String inFrench, String inEnglish) {
        return french ? inFrench : inEnglish;
    }
}
