package com.ninja3cx.bench.calls;

import com.ninja3cx.simulator.calls.CallScript;
import com.ninja3cx.simulator.calls.SpokenWord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A spoken call of a folder: its sound, and what is said in it.
public record ReferenceCall(String name, Path sound, CallScript script) {

    /// A folder holds no call, or one that cannot be read; the message is for a person.
    public static final class UnusableFolder extends IOException {
        private static final long serialVersionUID = 1L;

        UnusableFolder(String message) {
            super(message);
        }
    }

    /// All pairs of `NAME.flac` or `NAME.wav` and `NAME.json` of a folder, by name.
    ///
    /// @throws UnusableFolder when there is none, or a JSON file is not as expected
    public static List<ReferenceCall> in(Path folder) throws IOException {
        var calls = new ArrayList<ReferenceCall>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.sorted().toList()) {
                    String name = file.getFileName().toString();
                    Path json = folder.resolve(name.replaceFirst("\\.(flac|wav)$", ".json"));
                    if (name.matches(".*\\.(flac|wav)") && Files.isRegularFile(json)) {
                        calls.add(read(file, json));
                    }
                }
            }
        }
        if (calls.isEmpty()) {
            throw new UnusableFolder(
                    ("%s : aucun appel. Il faut des paires NOM.flac (ou .wav) et NOM.json"
                                    + " / no call in there: pairs of NAME.flac (or .wav) and"
                                    + " NAME.json are needed")
                            .formatted(folder));
        }
        return calls;
    }

    /// The same call, with words found for one of its turns.
    public ReferenceCall with(int turn, List<SpokenWord> words) {
        var turns = new ArrayList<>(script.turns());
        turns.set(turn, turns.get(turn).with(words));
        return new ReferenceCall(name, sound, new CallScript(script.language(), turns));
    }

    private static ReferenceCall read(Path sound, Path json) throws IOException {
        try (InputStream script = Files.newInputStream(json)) {
            String file = sound.getFileName().toString();
            return new ReferenceCall(
                    file.substring(0, file.lastIndexOf('.')),
                    sound,
                    KnownWords.complete(CallScript.read(script)));
        } catch (IllegalArgumentException broken) {
            throw new UnusableFolder("%s : %s".formatted(json, broken.getMessage()));
        }
    }
}
