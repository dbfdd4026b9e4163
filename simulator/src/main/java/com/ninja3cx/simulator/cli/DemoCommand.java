package com.ninja3cx.simulator.cli;

import com.ninja3cx.simulator.calls.DemoCall;
import com.ninja3cx.simulator.demo.Demo;
import com.ninja3cx.simulator.demo.DemoFailure;
import com.ninja3cx.simulator.demo.Keyboard;
import com.ninja3cx.simulator.demo.Language;
import com.ninja3cx.simulator.demo.Screen;
import java.io.Console;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Plays a spoken call through the whole product.
@Command(
        name = "demo",
        description = {
            "Plays a spoken call: live words, draft, ticket.",
            "Ends with 0 only if words were shown before the call ended and exactly one correct"
                    + " ticket was written."
        },
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

    private static final int FAILED = 1;

    @Spec private CommandSpec spec;

    @Option(
            names = "--call",
            paramLabel = "NAME",
            defaultValue = "fr-vpn",
            description =
                    "fr-vpn (default), fr-imprimante, fr-panne-serveur,"
                            + " fr-messagerie-courte, en-email")
    private String call;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "3000",
            description = "port of the server (3000)")
    private int port;

    @Option(names = "--once", description = "end after the ticket instead of staying up")
    private boolean once;

    @Option(names = "--lang", paramLabel = "fr|en", description = "fr or en; otherwise after LANG")
    private @Nullable String lang;

    @Override
    public Integer call() throws InterruptedException {
        boolean terminal = terminal();
        var screen = new Screen(System.out, language(), terminal, width());
        if (!DemoCall.names().contains(call)) {
            throw wrong(
                    screen.words(
                            "--call : « %s » n'existe pas ; possibles : %s",
                            "--call: “%s” does not exist; possible: %s",
                            call,
                            String.join(", ", DemoCall.names())));
        }
        if (port < 1 || port > 65_535) {
            throw wrong(screen.words("--port : de 1 à 65535", "--port: 1 to 65535"));
        }
        try {
            var plan = new Demo.Plan(DemoCall.named(call), port, once);
            var keyboard = terminal && !once ? Keyboard.of(System.in) : Keyboard.nobody();
            return new Demo(plan, screen, keyboard).play() ? 0 : FAILED;
        } catch (DemoFailure failure) {
            screen.endPassing();
            screen.line("✗ " + failure.getMessage());
            return FAILED;
        }
    }

    private Language language() {
        if (lang == null) {
            return Language.ofProcess();
        }
        return switch (lang.toLowerCase(Locale.ROOT)) {
            case "fr" -> Language.FR;
            case "en" -> Language.EN;
            default -> throw wrong("--lang : fr, en");
        };
    }

    private ParameterException wrong(String words) {
        return new ParameterException(spec.commandLine(), words);
    }

    private static boolean terminal() {
        Console console = System.console();
        return console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
    }

    private static int width() {
        String columns = System.getenv("COLUMNS");
        return columns != null && columns.matches("\\d{2,4}") ? Integer.parseInt(columns) : 100;
    }
}
