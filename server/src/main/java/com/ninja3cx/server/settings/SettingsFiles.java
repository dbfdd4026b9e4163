package com.ninja3cx.server.settings;

import com.ninja3cx.server.i18n.JsonFault;
import com.ninja3cx.server.i18n.Words;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The files that settings are written in, read once: what cannot be read is collected, not thrown.
final class SettingsFiles {

    static final String DOT_ENV = ".env";
    static final String DEFAULTS = "server/config/default.json";

    private final List<SettingsProblem> problems = new ArrayList<>();
    private final Map<String, String> dotEnv;
    private final Map<String, String> defaults;

    SettingsFiles(Path workingDir) {
        this.dotEnv = readDotEnv(workingDir);
        this.defaults = readDefaults(workingDir);
    }

    Map<String, String> dotEnv() {
        return dotEnv;
    }

    Map<String, String> defaults() {
        return defaults;
    }

    /// Lines and files that cannot be understood.
    List<SettingsProblem> problems() {
        return problems;
    }

    /// Settings that have no effect because nothing is called so, each with the nearest name.
    ///
    /// @param known every name there is
    List<SettingsProblem> unknownKeys(Set<String> known) {
        var warnings = new ArrayList<SettingsProblem>();
        warnAbout(dotEnv, DOT_ENV, known, warnings);
        warnAbout(defaults, DEFAULTS, known, warnings);
        return warnings;
    }

    private static void warnAbout(
            Map<String, String> values,
            String source,
            Set<String> known,
            List<SettingsProblem> warnings) {
        for (String key : values.keySet()) {
            if (known.contains(key)) {
                continue;
            }
            Optional<String> nearest = NearestName.of(key, known);
            warnings.add(
                    new SettingsProblem(
                            key,
                            source,
                            new Words(
                                    "réglage inconnu, sans effet"
                                            + nearest.map(" ; vouliez-vous dire %s ?"::formatted)
                                                    .orElse(""),
                                    "unknown setting without effect"
                                            + nearest.map("; did you mean %s?"::formatted)
                                                    .orElse(""))));
        }
    }

    private Map<String, String> readDotEnv(Path workingDir) {
        Path file = workingDir.resolve(DOT_ENV);
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            EnvFile parsed = EnvFile.parse(Files.readString(file, StandardCharsets.UTF_8), DOT_ENV);
            problems.addAll(parsed.problems());
            return parsed.values();
        } catch (IOException e) {
            problems.add(unreadable(DOT_ENV, e));
            return Map.of();
        }
    }

    private Map<String, String> readDefaults(Path workingDir) {
        Path file = workingDir.resolve(DEFAULTS);
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            return flat(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException | JacksonException e) {
            problems.add(unreadable(DEFAULTS, e));
            return Map.of();
        }
    }

    private static SettingsProblem unreadable(String source, Exception why) {
        String reason =
                why instanceof JacksonException json ? JsonFault.reason(json) : why.getMessage();
        return new SettingsProblem(
                "*",
                source,
                new Words(
                        "le fichier ne peut pas être lu : " + reason,
                        "the file cannot be read: " + reason));
    }

    /// What the product itself brings.
    static Map<String, String> builtIn() {
        try (InputStream in = SettingsFiles.class.getResourceAsStream("/config/default.json")) {
            return in == null
                    ? Map.of()
                    : flat(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> flat(String json) {
        var values = new LinkedHashMap<String, String>();
        for (Map.Entry<String, JsonNode> each : new JsonMapper().readTree(json).properties()) {
            values.put(each.getKey(), each.getValue().asString());
        }
        return values;
    }
}
