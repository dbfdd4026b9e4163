package com.ninja3cx.bench;

import com.ninja3cx.server.cli.ProgressLine;
import com.ninja3cx.server.settings.SettingsException;
import com.ninja3cx.speech.Wording;
import com.ninja3cx.speech.live.SpeechModels.NotReady;
import com.ninja3cx.speech.onnx.DeviceUnavailable;
import com.ninja3cx.speech.onnx.ModelException;
import com.ninja3cx.speech.weights.WeightsException;
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

    /// For commands whose result is told by 1: an error that nobody foresaw (`EX_SOFTWARE`).
    public static final int BROKEN = 70;

    public static final int WRONG_SETTING = SettingsException.EXIT_CODE;

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
            return fail(missing.wording(), NO_MODEL);
        } catch (DeviceUnavailable missing) {
            return fail(missing.wording(), NO_MODEL);
        } catch (WeightsException | ModelException broken) {
            return fail(unusable(broken), NO_MODEL);
        } catch (WrongSetting wrong) {
            return fail(wrong.wording(), WRONG_SETTING);
        } catch (CannotMeasure failed) {
            return fail(failed.wording(), UNREADABLE);
        } catch (IOException unreadable) {
            return fail(Wording.same(String.valueOf(unreadable.getMessage())), UNREADABLE);
        } finally {
            progress.clear();
        }
    }

    public static String json(Object report) {
        return JSON.writeValueAsString(report);
    }

    private static Wording unusable(RuntimeException broken) {
        String why = String.valueOf(broken.getMessage());
        return new Wording(
                "Le modèle ne peut pas être utilisé : " + why, "The model cannot be used: " + why);
    }

    private int fail(Wording why, int code) {
        progress.clear();
        err.println(why.in(Locale.getDefault()));
        return code;
    }
}
