package com.ninja3cx.server.recording;

import com.ninja3cx.server.transcript.Party;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Where sound is kept: a folder for each call, a file for each channel of each leg.
public final class AudioFolder {

    private static final Pattern NAME = Pattern.compile("(\\d+)-(agent|caller|both)\\.pcm");

    private final Path root;

    public AudioFolder(Path dataDir) {
        this.root = dataDir.resolve("audio");
    }

    /// The sound of one channel of one leg.
    public record Piece(int ordinal, Party party, Path file) {}

    public Path file(String callId, int ordinal, Party party) {
        return folder(callId).resolve(ordinal + "-" + party.code() + ".pcm");
    }

    Path folder(String callId) {
        return root.resolve(callId);
    }

    /// What is kept of a call, in the order of its legs.
    List<Piece> pieces(String callId) {
        Path folder = folder(callId);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Piece> pieces = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(
                    file -> {
                        Matcher name = NAME.matcher(file.getFileName().toString());
                        if (name.matches()) {
                            pieces.add(
                                    new Piece(
                                            Integer.parseInt(name.group(1)),
                                            Party.ofCode(name.group(2)),
                                            file));
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        pieces.sort(Comparator.comparingInt(Piece::ordinal).thenComparing(Piece::party));
        return pieces;
    }

    /// Calls whose sound was not touched for this long.
    List<String> untouchedFor(Duration time, Instant now) throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        List<String> old = new ArrayList<>();
        try (Stream<Path> folders = Files.list(root)) {
            for (Path folder : folders.toList()) {
                if (lastTouched(folder).plus(time).isBefore(now)) {
                    old.add(folder.getFileName().toString());
                }
            }
        }
        return old;
    }

    private static Instant lastTouched(Path folder) throws IOException {
        Instant last = Files.getLastModifiedTime(folder).toInstant();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Instant touched = Files.getLastModifiedTime(file).toInstant();
                last = touched.isAfter(last) ? touched : last;
            }
        }
        return last;
    }

    void delete(String callId) throws IOException {
        Path folder = folder(callId);
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
