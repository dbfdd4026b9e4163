package com.ninja3cx.speech.models;

import com.ninja3cx.speech.Wording;
import com.ninja3cx.speech.models.FetchFailure.Kind;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A model cannot be had. The wording says what was tried and the one command that helps.
public final class ModelUnavailable extends Exception {

    @Serial private static final long serialVersionUID = 1;

    /// Why, for programs.
    public enum Code {
        UNKNOWN_NAME,
        UNREACHABLE,
        CORRUPT,
        DISK_FULL,
        CANNOT_WRITE,
        BUSY
    }

    private final Code code;
    private final transient Wording wording;

    ModelUnavailable(Code code, Wording wording) {
        super(wording.english());
        this.code = code;
        this.wording = wording;
    }

    static ModelUnavailable unknown(String name) {
        return new ModelUnavailable(
                Code.UNKNOWN_NAME,
                new Wording(
                        "« %s » n'est ni un modèle (%s) ni un dossier ou fichier existant."
                                .formatted(name, WhisperModel.allNames()),
                        "\"%s\" is neither a model (%s) nor an existing folder or file."
                                .formatted(name, WhisperModel.allNames())));
    }

    /// What was carried here could not be copied to its folder.
    static ModelUnavailable notCopied(Path from, Path folder, IOException failed) {
        return new ModelUnavailable(
                Code.CANNOT_WRITE,
                new Wording(
                        "Copie de %s vers %s impossible : %s".formatted(from, folder, failed),
                        "Cannot copy %s to %s: %s".formatted(from, folder, failed)));
    }

    /// What was carried here is not all of a model.
    static ModelUnavailable notWhole(Path from, String label, List<Wording> tried) {
        return new ModelUnavailable(
                Code.CORRUPT,
                new Wording(
                        "%s ne contient pas un modèle %s entier :%s"
                                .formatted(from, label, list(tried, Wording::french)),
                        "%s holds no whole model %s:%s"
                                .formatted(from, label, list(tried, Wording::english))));
    }

    /// The models folder cannot be written.
    static ModelUnavailable cannotWrite(Path root, String what, Path folder, IOException failed) {
        String command = "sudo chown -R $(id -un) " + root;
        return new ModelUnavailable(
                Code.CANNOT_WRITE,
                new Wording(
                        "Le modèle « %s » manque et %s ne peut pas être écrit (%s). Essayez : %s"
                                .formatted(what, folder, failed, command),
                        "The model \"%s\" is missing and %s cannot be written (%s). Try: %s"
                                .formatted(what, folder, failed, command)));
    }

    /// No source gave it.
    static ModelUnavailable notHad(
            Path root, String what, String label, Kind kind, List<Wording> tried) {
        boolean full = kind == Kind.DISK_FULL;
        String again = "./ninja setup whisper --model " + label;
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
                                        what,
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
                                        what,
                                        list(tried, Wording::english),
                                        full
                                                ? "Make room (df -h " + root + "), then: " + again
                                                : "Copy its files from another machine, then: "
                                                        + offline)));
    }

    private static String list(List<Wording> tried, Function<Wording, String> in) {
        return tried.stream().map(line -> "\n  - " + in.apply(line)).collect(Collectors.joining());
    }

    public Code code() {
        return code;
    }

    public Wording wording() {
        return wording;
    }
}
