package com.ninja3cx.server.cli;

import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.server.settings.SettingsException;
import com.ninja3cx.speech.models.KnownModel;
import com.ninja3cx.speech.models.ModelStore;
import com.ninja3cx.speech.onnx.EightBitProducts;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Every model that can be named, with its size, its need of memory and how many calls it can
/// follow: what one wants to know before choosing.
@Command(
        name = "list",
        description = "Lists the speech models with size, memory and calls per core.",
        mixinStandardHelpOptions = true)
public final class ModelsListCommand implements Callable<Integer> {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Shell shell;

    @Option(names = "--json", description = "Give the list as JSON.")
    private boolean json;

    @Mixin private ModelOptions.Folder folder = new ModelOptions.Folder();

    public ModelsListCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Optional<Settings> settings = shell.settings();
        if (settings.isEmpty()) {
            return SettingsException.EXIT_CODE;
        }
        Settings.Whisper whisper = settings.get().whisper();
        Path root = folder.over(whisper);
        List<KnownModel> models = new ModelStore(root, ModelOptions.sources(whisper)).known();
        boolean vnni = exactProducts();
        if (json) {
            shell.out()
                    .println(
                            JSON.writeValueAsString(
                                    models.stream().map(model -> fields(model, vnni)).toList()));
        } else {
            print(models, root, vnni);
        }
        return CliExit.OK;
    }

    /// Without the runtime of the models, which may not be made for this machine, the lower figure.
    private static boolean exactProducts() {
        try {
            return !EightBitProducts.saturate();
        } catch (LinkageError notHere) {
            return false;
        }
    }

    private void print(List<KnownModel> models, Path root, boolean vnni) {
        Locale locale = shell.locale();
        PrintStream out = shell.out();
        out.printf(
                "%-16s %-9s %12s %10s %14s  %s%n",
                new Words("modèle", "model").in(locale),
                new Words("langues", "languages").in(locale),
                new Words("à récupérer", "download").in(locale),
                new Words("mémoire", "memory").in(locale),
                new Words("appels/cœur", "calls per core").in(locale),
                new Words("ici", "here").in(locale));
        String unit = new Words("Mo", "MB").in(locale);
        for (KnownModel model : models) {
            out.printf(
                    locale,
                    "%-16s %-9s %9d %s %7d %s %14.1f  %s%n",
                    model.name(),
                    model.multilingual() ? "fr, en, …" : "en",
                    model.downloadMegabytes(),
                    unit,
                    model.memoryMegabytes(),
                    unit,
                    model.callsPerCore(vnni),
                    model.present() ? "✓" : "");
        }
        out.println();
        out.println(
                new Words(
                                "Mémoire : celle du serveur entier. Appels par cœur : suivis en direct, les deux"
                                        + " voix ; mesuré avec base sur un processeur x86-64 %s, comme celui-ci ; extrapolé"
                                        + " pour les autres d'après leur temps de calcul.",
                                "Memory: of the whole server. Calls per core: heard live, both voices; measured"
                                        + " with base on an x86-64 processor %s, as this one; scaled for the others by"
                                        + " their computing time.")
                        .in(locale)
                        .formatted(
                                vnni
                                        ? new Words("avec VNNI", "with VNNI").in(locale)
                                        : new Words("sans VNNI", "without VNNI").in(locale)));
        out.println(
                new Words("Dossier des modèles : ", "Models folder: ").in(locale)
                        + root
                        + new Words(
                                        ". Choisir : WHISPER_MODEL=NOM ; récupérer : ./ninja setup whisper --model NOM",
                                        ". Choose: WHISPER_MODEL=NAME; fetch: ./ninja setup whisper --model NAME")
                                .in(locale));
    }

    private static Map<String, Object> fields(KnownModel model, boolean vnni) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", model.name());
        fields.put("multilingual", model.multilingual());
        fields.put("downloadMb", model.downloadMegabytes());
        fields.put("diskMb", model.downloadMegabytes() + model.preparedMegabytes());
        fields.put("memoryMb", model.memoryMegabytes());
        fields.put("callsPerCore", model.callsPerCore(vnni));
        fields.put("present", model.present());
        return fields;
    }
}
