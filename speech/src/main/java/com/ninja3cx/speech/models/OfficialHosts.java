package com.ninja3cx.speech.models;

import com.ninja3cx.speech.models.FetchFailure.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Fetches models from where their makers publish them. Gives the SHA-256 of each file by its name.
final class OfficialHosts {

    private final Sources sources;
    private final Download download;

    OfficialHosts(Sources sources, Disk disk) {
        this.sources = sources;
        this.download = new Download(sources.connectLimit(), sources.stallLimit(), disk);
    }

    /// CTranslate2 files first; a repository without them is asked for the ggml file.
    Map<String, String> whisper(WhisperModel model, Path folder, FetchProgress progress)
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

    Map<String, String> voiceActivity(Path folder, FetchProgress progress)
            throws IOException, InterruptedException {
        String file = StoredModel.VOICE_FILE;
        return Map.of(
                file,
                download.fetch(
                        sources.voiceActivity(),
                        folder.resolve(file),
                        PinnedHashes.of(folder, file),
                        folder.getFileName().toString(),
                        progress));
    }

    private String repositoryFile(
            WhisperModel model, Path folder, String file, FetchProgress progress)
            throws IOException, InterruptedException {
        URI from = sources.hub().resolve("/" + model.repository() + "/resolve/main/" + file);
        String what = "whisper " + model.label() + ": " + file;
        Set<String> pinned = PinnedHashes.of(folder, file);
        return download.fetch(from, folder.resolve(file), pinned, what, progress);
    }
}
