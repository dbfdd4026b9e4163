package com.ninja3cx.speech.live;

import com.ninja3cx.speech.Wording;
import com.ninja3cx.speech.models.ModelStore;
import com.ninja3cx.speech.models.ModelUnavailable;
import com.ninja3cx.speech.onnx.Device;
import com.ninja3cx.speech.onnx.DeviceUnavailable;
import com.ninja3cx.speech.onnx.Progress;
import com.ninja3cx.speech.vad.SileroVoiceActivity;
import com.ninja3cx.speech.vad.VoiceActivity;
import com.ninja3cx.speech.whisper.WhisperModel;
import com.ninja3cx.speech.whisper.WindowDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/// The models of the models folder, fetched and built when they are not there yet.
public final class StoredModels implements SpeechModels {

    private final ModelStore store;
    private final String model;
    private final int threads;
    private final Device device;

    /// @param model a name such as `base`, or the path of a model
    /// @param threads cores that one look at sound may use: more than four gain little
    public StoredModels(ModelStore store, String model, int threads) {
        this(store, model, threads, Device.CPU);
    }

    /// The same on a device.
    public StoredModels(ModelStore store, String model, int threads, Device device) {
        this.device = device;
        this.store = store;
        this.model = model;
        this.threads = threads;
    }

    @Override
    public VoiceActivity voiceActivity(Consumer<Wording> doing)
            throws NotReady, InterruptedException {
        try {
            return SileroVoiceActivity.load(
                    store.voiceActivity(step -> doing.accept(step.wording())));
        } catch (ModelUnavailable missing) {
            throw new NotReady(missing.wording());
        }
    }

    @Override
    public WindowDecoder decoder(Consumer<Wording> doing) throws NotReady, InterruptedException {
        try {
            device.require(); // before hundreds of megabytes are fetched for it
            Path files = store.whisper(model, step -> doing.accept(step.wording()));
            Path weights = Files.isDirectory(files) ? files.resolve("model.bin") : files;
            return WhisperModel.open(
                    weights,
                    threads,
                    device,
                    (step, fraction) -> doing.accept(building(step, fraction)));
        } catch (DeviceUnavailable missing) {
            throw new NotReady(missing.wording());
        } catch (ModelUnavailable missing) {
            throw new NotReady(missing.wording());
        }
    }

    private Wording building(Progress.Step step, double fraction) {
        long percent = Math.round(fraction * 100);
        return switch (step) {
            case CHECKING -> building("vérification", "check", percent);
            case BUILDING -> building("préparation", "preparation", percent);
            case LOADING -> building("chargement", "loading", percent);
        };
    }

    private Wording building(String french, String english, long percent) {
        return new Wording(
                "whisper %s : %s %d %%".formatted(model, french, percent),
                "whisper %s: %s %d %%".formatted(model, english, percent));
    }

    @Override
    public String name() {
        return model;
    }
}
