package com.ninja3cx.server.cli;

import com.ninja3cx.server.access.ApiKey;
import com.ninja3cx.server.access.ApiKeys;
import com.ninja3cx.server.access.Scope;
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
        description = "Makes, shows and revokes API keys.",
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
        throw new ParameterException(spec.commandLine(), "Say create, list or revoke.");
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
            @Option(names = "--name", description = "The same.") String option,
            @Option(
                            names = {"--scope", "--scopes"},
                            required = true,
                            split = ",",
                            description = "agent, tickets, read, admin; several with commas.")
                    List<String> scopes,
            @Option(names = "--extension", description = "The only extension it may act for.")
                    String extension) {
        String name = option != null ? option : named;
        if (name == null || name.isBlank()) {
            throw new ParameterException(spec.commandLine(), "The key needs a name.");
        }
        Set<Scope> granted = granted(scopes);
        return withKeys(
                keys -> {
                    shell.out().println(keys.create(name, granted, extension).secret());
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
                    keys.list().forEach(this::print);
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
                            this::print,
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

    private Set<Scope> granted(List<String> codes) {
        Set<Scope> granted = EnumSet.noneOf(Scope.class);
        for (String code : codes) {
            Optional<Scope> scope = Scope.ofCode(code.strip().toLowerCase(Locale.ROOT));
            granted.add(
                    scope.orElseThrow(
                            () ->
                                    new ParameterException(
                                            spec.commandLine(),
                                            "Unknown scope “%s”; possible: %s"
                                                    .formatted(code, allScopes()))));
        }
        return granted;
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
        Optional<Settings> settings = shell.settings();
        if (settings.isEmpty()) {
            return SettingsException.EXIT_CODE;
        }
        try (Database database = Database.open(settings.get().database())) {
            return work.applyAsInt(new ApiKeys(database, clock, random));
        } catch (DatabaseException e) {
            shell.complain(e.words());
            return 1;
        }
    }
}
