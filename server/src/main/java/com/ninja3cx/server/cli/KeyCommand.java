package com.ninja3cx.server.cli;

import com.ninja3cx.protocol.cli.MissingCommand;
import com.ninja3cx.server.access.ApiKey;
import com.ninja3cx.server.access.ApiKeys;
import com.ninja3cx.server.access.Scope;
import com.ninja3cx.server.access.Sessions;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.db.DatabaseException;
import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.server.settings.SettingsException;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntBiFunction;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Makes, shows and revokes API keys, also while the server runs.
@Command(
        name = "key",
        description = "Makes, shows and revokes API keys; opens the pages without a key.",
        mixinStandardHelpOptions = true)
public final class KeyCommand implements Runnable {

    private final InstantSource clock;
    private final RandomGenerator random;
    private final Shell shell;

    @Spec private CommandSpec spec;

    public KeyCommand(InstantSource clock, RandomGenerator random, Shell shell) {
        this.clock = clock;
        this.random = random;
        this.shell = shell;
    }

    @Override
    public void run() {
        throw new MissingCommand(spec.commandLine());
    }

    @Command(
            name = "create",
            description = "Makes a key and prints it, this once.",
            mixinStandardHelpOptions = true)
    int create(
            @Parameters(
                            paramLabel = "NAME",
                            arity = "0..1",
                            description = "Who or what will use it.")
                    String named,
            @Option(names = "--name", paramLabel = "NAME", description = "The same.") String option,
            @Option(
                            names = {"--scope", "--scopes"},
                            required = true,
                            split = ",",
                            paramLabel = "SCOPE",
                            description = "agent, tickets, read, admin; several with commas.")
                    List<String> scopes,
            @Option(
                            names = "--extension",
                            paramLabel = "NUMBER",
                            description = "The only extension it may act for.")
                    String extension) {
        String name = option != null ? option : named;
        if (name == null || name.isBlank()) {
            throw wrong(
                    new Words(
                            "La clé a besoin d'un nom : --name \"Claire\"",
                            "The key needs a name: --name \"Claire\""));
        }
        Set<Scope> granted = granted(scopes);
        return withKeys(
                keys -> {
                    shell.out().println(keys.create(name, granted, extension).secret());
                    shell.out().flush();
                    shell.complain(
                            new Words(
                                    "Gardez cette clé : elle ne sera plus montrée. La fermer :"
                                            + " key revoke",
                                    "Keep this key: it will not be shown again. To close it: key"
                                            + " revoke"));
                    return 0;
                });
    }

    @Command(
            name = "list",
            description = "Shows all keys without their secret part.",
            mixinStandardHelpOptions = true)
    int list() {
        return withKeys(
                keys -> {
                    List<ApiKey> all = keys.list();
                    all.forEach(this::print);
                    if (all.isEmpty()) {
                        shell.complain(new Words("Aucune clé.", "No keys."));
                    }
                    return 0;
                });
    }

    @Command(
            name = "revoke",
            description = "Closes a key for good.",
            mixinStandardHelpOptions = true)
    int revoke(
            @Parameters(paramLabel = "KEY", description = "Its id, name or the key itself.")
                    String key) {
        return withKeys(
                keys -> {
                    Optional<ApiKey> revoked = keys.revoke(key);
                    revoked.ifPresentOrElse(
                            closed -> {
                                print(closed);
                                shell.complain(
                                        new Words(
                                                "Cette clé n'ouvre plus rien.",
                                                "This key opens nothing any more."));
                            },
                            () ->
                                    shell.complain(
                                            new Words(
                                                    "Aucune clé active unique ne correspond ; voir"
                                                            + " « key list ».",
                                                    "No single active key matches; see “key"
                                                            + " list”.")));
                    return revoked.isPresent() ? 0 : 1;
                });
    }

    @Command(
            name = "link",
            description =
                    "Prints a link that opens the pages once, without a key, within a quarter of"
                            + " an hour.",
            mixinStandardHelpOptions = true)
    int link() {
        return withDatabase(
                (settings, database) -> {
                    var sessions = new Sessions(database, clock, random);
                    LoginLink.print(shell, settings, sessions, settings.http().port());
                    return 0;
                });
    }

    private Set<Scope> granted(List<String> codes) {
        Set<Scope> granted = EnumSet.noneOf(Scope.class);
        for (String code : codes) {
            Optional<Scope> scope = Scope.ofCode(code.strip().toLowerCase(Locale.ROOT));
            granted.add(
                    scope.orElseThrow(
                            () ->
                                    wrong(
                                            new Words(
                                                    "--scope : « %s » n'existe pas ; possibles : %s"
                                                            .formatted(code, allScopes()),
                                                    "--scope: “%s” does not exist; possible: %s"
                                                            .formatted(code, allScopes())))));
        }
        return granted;
    }

    private ParameterException wrong(Words words) {
        return new ParameterException(spec.commandLine(), words.in(shell.locale()));
    }

    private static String allScopes() {
        return Scope.GRANTABLE.stream().map(Scope::code).collect(Collectors.joining(", "));
    }

    private void print(ApiKey key) {
        shell.out()
                .printf(
                        "%s  %s…  %-20s  %s%s%s%n",
                        key.id(),
                        key.start(),
                        key.name(),
                        key.scopes().stream()
                                .sorted()
                                .map(Scope::code)
                                .collect(Collectors.joining(",")),
                        key.extension() == null ? "" : "  ext " + key.extension(),
                        key.revokedAt() == null ? "" : "  revoked " + key.revokedAt());
    }

    private int withKeys(ToIntFunction<ApiKeys> work) {
        return withDatabase(
                (settings, database) -> work.applyAsInt(new ApiKeys(database, clock, random)));
    }

    private int withDatabase(ToIntBiFunction<Settings, Database> work) {
        Optional<Settings> settings = shell.settings();
        if (settings.isEmpty()) {
            return SettingsException.EXIT_CODE;
        }
        try (Database database = Database.open(settings.get().database())) {
            return work.applyAsInt(settings.get(), database);
        } catch (DatabaseException e) {
            shell.complain(e.words());
            return 1;
        }
    }
}
