package com.ninja3cx.server.cli;

import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.db.DatabaseException;
import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.ninjaone.Checkup;
import com.ninja3cx.server.ninjaone.NinjaOne;
import com.ninja3cx.server.ninjaone.Pause;
import com.ninja3cx.server.ninjaone.Report;
import com.ninja3cx.server.ninjaone.SignIn;
import com.ninja3cx.server.ninjaone.Tenant;
import com.ninja3cx.server.settings.Regions;
import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.server.settings.SettingsException;
import com.ninja3cx.server.vault.Vault;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Connects NinjaOne: a technician authorises once, the token is stored encrypted, and everything a
/// ticket needs is checked. Works beside a running server and without one, with a browser here or
/// elsewhere.
@Command(
        name = "ninja",
        description = {
            "Connects NinjaOne: a technician authorises on NinjaOne's page, then everything that a"
                    + " ticket needs is checked.",
            "Set NINJA_BASE_URL, NINJA_CLIENT_ID and NINJA_CLIENT_SECRET in .env first."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:connected, nothing wrong",
            "1:something is wrong, which was said",
            "78:the settings are wrong or NinjaOne is not among them"
        })
public final class SetupNinjaCommand implements Callable<Integer> {

    private static final int WRONG = 1;

    private final Shell shell;
    private final InputStream in;
    private final InstantSource clock;
    private final RandomGenerator random;

    @Option(
            names = "--check",
            description = "Only check; authorise nothing. Writes nothing to NinjaOne.")
    private boolean checkOnly;

    @Option(
            names = "--redirect",
            paramLabel = "URL",
            description =
                    "Return address, as registered in NinjaOne. Default: NINJA_REDIRECT_URL, else"
                            + " BASE_URL + /oauth/callback, else"
                            + " http://localhost:<PORT>/oauth/callback.")
    private @Nullable URI redirect;

    @Option(names = "--no-browser", description = "Do not try to open a browser here.")
    private boolean noBrowser;

    /// @param in where a pasted address is read from
    public SetupNinjaCommand(
            Shell shell, InputStream in, InstantSource clock, RandomGenerator random) {
        this.shell = shell;
        this.in = in;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Integer call() throws InterruptedException {
        Optional<Settings> read = shell.settings();
        if (read.isEmpty()) {
            return SettingsException.EXIT_CODE;
        }
        Settings settings = read.get();
        URI back = redirect != null ? redirect : settings.ninjaRedirect();
        var output = new NinjaOutput(shell, settings.ninja());
        if (!settings.ninja().configured()) {
            output.notSetUp(back);
            return SettingsException.EXIT_CODE;
        }
        try (Database database = Database.open(settings.database())) {
            Vault vault = Vault.open(database, settings.secretKey(), settings.dataDir());
            var tenant = Tenant.of(settings.ninja(), settings.outbox());
            try (var ninja = new NinjaOne(tenant, database, vault, clock, Pause.real())) {
                return run(settings, ninja, database, vault, back, output);
            }
        } catch (DatabaseException e) {
            shell.complain(e.words());
            return WRONG;
        } catch (IOException e) {
            shell.complain(
                    new Words(
                            "Le fichier de clé dans %s n'est pas utilisable : %s"
                                    .formatted(settings.dataDir(), e.getMessage()),
                            "The key file in %s cannot be used: %s"
                                    .formatted(settings.dataDir(), e.getMessage())));
            return WRONG;
        }
    }

    private int run(
            Settings settings,
            NinjaOne ninja,
            Database database,
            Vault vault,
            URI back,
            NinjaOutput output)
            throws InterruptedException {
        var checkup = new Checkup(ninja, settings.ninja(), clock, Regions::others);
        if (!checkOnly) {
            Optional<Words> refused = checkup.application();
            if (refused.isPresent()) {
                output.wrong(refused.get());
                return WRONG;
            }
            var signIn = new SignIn(ninja, database, vault, clock, random);
            if (!authorised(signIn, back, output)) {
                return WRONG;
            }
        }
        Report report = checkup.run();
        output.report(report, ninja.connection());
        return report.wrong().isEmpty() ? 0 : WRONG;
    }

    private boolean authorised(SignIn signIn, URI back, NinjaOutput output)
            throws InterruptedException {
        SignIn.Begun begun = signIn.begin(back, false);
        Optional<Words> closed = signIn.trouble(begun);
        if (closed.isPresent()) {
            output.wrong(closed.get());
            output.redirect(back);
            return false;
        }
        try (var answers = new SignInAnswers(signIn, begun, back, in, output)) {
            output.open(begun.page(), back, answers.listening());
            if (!noBrowser) {
                Desktop.open(begun.page());
            }
            Optional<SignIn.Ended> ended = answers.await(Duration.ofMinutes(15));
            if (ended.isEmpty()) {
                output.wrong(
                        new Words(
                                "Aucune réponse en un quart d'heure : relancez la commande.",
                                "No answer within a quarter of an hour: run the command again."));
                return false;
            }
            if (ended.get().connected()) {
                output.good(ended.get().words());
            } else {
                output.wrong(ended.get().words());
            }
            return ended.get().connected();
        }
    }
}
