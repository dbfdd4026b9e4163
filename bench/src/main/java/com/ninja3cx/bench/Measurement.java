package com.ninja3cx.bench;

import com.ninja3cx.server.cli.ProgressLine;
import com.ninja3cx.speech.live.SpeechModels.NotReady;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A measurement from the command line: progress while it runs, then its result, or what went wrong
/// and an exit code.
public final class Measurement {

    public static final int OK = 0;
    public static final int UNREADABLE = 4;
    public static final int NO_MODEL = 5;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final PrintStream out;
    private final PrintStream err;
    private final ProgressLine progress;

    /// Measures, and gives the text to print.
    public interface Work {
        String result(ProgressLine progress) throws IOException, NotReady, InterruptedException;
    }

    public Measurement(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
        this.progress = new ProgressLine(err);
    }

    public int run(Work work) throws InterruptedException {
        try {
            String result = work.result(progress);
            progress.clear();
            out.println(result);
            out.flush();
            return OK;
        } catch (NotReady missing) {
            return fail(missing.wording().in(Locale.getDefault()), NO_MODEL);
        } catch (IOException unreadable) {
            return fail(String.valueOf(unreadable.getMessage()), UNREADABLE);
        }
    }

    public static String json(Object report) {
        return JSON.writeValueAsString(report);
    }

    private int fail(String why, int code) {
        progress.clear();
        err.println(why);
        return code;
    }
}
