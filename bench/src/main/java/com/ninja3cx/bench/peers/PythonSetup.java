package com.ninja3cx.bench.peers;

import com.ninja3cx.bench.CannotMeasure;
import com.ninja3cx.bench.LastLines;
import com.ninja3cx.speech.Wording;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The steps that make a Python environment, with one time limit for all of them.
final class PythonSetup {

    private static final int LONGEST_LINE = 100;

    private final Path folder;
    private final Duration patience;
    private final long until;
    private final Consumer<String> doing;

    /// @param doing hears the commands and what they say
    PythonSetup(Path folder, Duration patience, Consumer<String> doing) {
        this.folder = folder;
        this.patience = patience;
        this.until = System.nanoTime() + patience.toNanos();
        this.doing = doing;
    }

    /// @throws CannotMeasure when it fails or there is no time left, with what it said last
    void run(List<String> command) throws IOException, InterruptedException {
        String what = String.join(" ", command);
        doing.accept(shortened(what));
        Process process =
                PythonEnvironment.start(new ProcessBuilder(command).redirectErrorStream(true));
        try {
            process.getOutputStream().close();
            var said =
                    LastLines.of(process.getInputStream(), line -> doing.accept(shortened(line)));
            boolean ended = process.waitFor(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (!ended) {
                end(process);
            }
            // Also waits until nobody else tells what is going on.
            String last = said.text();
            if (!ended) {
                throw tooSlow(what, last);
            }
            if (process.exitValue() != 0) {
                throw PythonEnvironment.failed(what, process.exitValue(), last, folder);
            }
        } finally {
            end(process);
        }
    }

    /// pip has processes of its own, which would go on.
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private CannotMeasure tooSlow(String what, String last) {
        long minutes = patience.toMinutes();
        return new CannotMeasure(
                new Wording(
                        """
                        %s n'a pas fini : au bout de %d minutes, l'installation est arrêtée.
                        Ce qu'il a dit en dernier :
                        %s
                        Vérifiez le réseau, puis relancez : ce qui a été téléchargé est gardé."""
                                .formatted(what, minutes, last),
                        """
                        %s has not finished: the installation is stopped after %d minutes.
                        What it said last:
                        %s
                        Check the network, then run again: what was downloaded is kept."""
                                .formatted(what, minutes, last)));
    }

    private static String shortened(String line) {
        String text = line.strip();
        return text.length() <= LONGEST_LINE ? text : text.substring(0, LONGEST_LINE - 1) + "…";
    }
}
