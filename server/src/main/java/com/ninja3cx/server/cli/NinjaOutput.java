package com.ninja3cx.server.cli;

import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.ninjaone.Connection;
import com.ninja3cx.server.ninjaone.Finding;
import com.ninja3cx.server.ninjaone.Report;
import com.ninja3cx.server.ninjaone.SignIn;
import com.ninja3cx.server.settings.Settings;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What `setup ninja` tells, in the terminal and on the page that ends it.
final class NinjaOutput {

    private final Shell shell;
    private final Settings.Ninja settings;

    NinjaOutput(Shell shell, Settings.Ninja settings) {
        this.shell = shell;
        this.settings = settings;
    }

    void good(Words words) {
        line("✓", words);
    }

    void wrong(Words words) {
        line("✗", words);
    }

    private void line(String sign, Words words) {
        shell.say(new Words(sign + " " + words.french(), sign + " " + words.english()));
    }

    void notSetUp(URI back) {
        shell.complain(
                new Words(
                        """
                        NinjaOne n'est pas réglé. Dans NinjaOne, avec un compte d'administrateur système :
                          Administration → Apps → API → Client App IDs → Add, type Web
                          Adresse de redirection : %s
                          Portées : monitoring, management, offline_access ; cochez « Authorization code » et « Refresh token »
                        Puis dans .env :
                          NINJA_BASE_URL=eu        # votre région : app, us2, eu, ca, oc, ou l'adresse de votre marque
                          NINJA_CLIENT_ID=…
                          NINJA_CLIENT_SECRET=…
                        et relancez cette commande."""
                                .formatted(back),
                        """
                        NinjaOne is not set up. In NinjaOne, with a system administrator's account:
                          Administration → Apps → API → Client App IDs → Add, kind Web
                          Redirect address: %s
                          Scopes: monitoring, management, offline_access; tick “Authorization code” and “Refresh token”
                        Then in .env:
                          NINJA_BASE_URL=eu        # your region: app, us2, eu, ca, oc, or your brand's address
                          NINJA_CLIENT_ID=…
                          NINJA_CLIENT_SECRET=…
                        and run this command again."""
                                .formatted(back)));
    }

    void redirect(URI back) {
        shell.say(
                new Words(
                        "  Adresse de redirection à enregistrer, au caractère près : " + back,
                        "  Redirect address to register, to the character: " + back));
    }

    /// @param listening whether this command receives the browser itself
    void open(URI page, URI back, boolean listening) {
        shell.say(
                new Words(
                        "→ Ouvrez cette adresse dans un navigateur, avec un compte de technicien, et"
                                + " acceptez :",
                        "→ Open this address in a browser, with a technician's account, and accept:"));
        shell.out().println();
        shell.out().println("  " + page);
        shell.out().println();
        String waitFrench = listening ? "" : " (le serveur qui y répond la recevra)";
        String waitEnglish = listening ? "" : " (the server that answers there will receive it)";
        shell.say(
                new Words(
                        "  NinjaOne revient à %s%s. Si le navigateur affiche alors une erreur,"
                                        .formatted(back, waitFrench)
                                + "\n  copiez toute sa barre d'adresse, collez-la ici, puis Entrée.",
                        "  NinjaOne comes back to %s%s. If the browser then shows an error,"
                                        .formatted(back, waitEnglish)
                                + "\n  copy its whole address bar, paste it here, then Enter."));
    }

    void report(Report report, Connection connection) {
        shell.out().println();
        for (Finding finding : report.findings()) {
            switch (finding.level()) {
                case GOOD -> line("✓", finding.words());
                case NOTE -> line("!", finding.words());
                case WRONG -> line("✗", finding.words());
            }
        }
        scopes(connection);
        mapping(report);
        shell.out().println();
        shell.say(
                report.wrong().isEmpty()
                        ? new Words("NinjaOne est prêt.", "NinjaOne is ready.")
                        : new Words(
                                "À corriger : %d point(s), marqués ✗. Ensuite : ./ninja setup ninja"
                                                .formatted(report.wrong().size())
                                        + " --check",
                                "To be mended: %d point(s), marked ✗. Then: ./ninja setup ninja"
                                                .formatted(report.wrong().size())
                                        + " --check"));
    }

    private void scopes(Connection connection) {
        shell.out().println();
        shell.say(
                new Words(
                        "Portées (nom des anciens guides → nom réel) :",
                        "Scopes (name in older guides → real name):"));
        scope(connection, "ticketing:read, contacts:read, users:read", "monitoring");
        scope(connection, "ticketing:write", "management");
        scope(connection, "–", "offline_access");
    }

    private void scope(Connection connection, String guide, String real) {
        String granted =
                connection.scopes().isEmpty()
                        ? "?"
                        : connection.scopes().contains(real) ? "✓" : "–";
        shell.out().printf("  %s %-42s → %s%n", granted, guide, real);
    }

    private void mapping(Report report) {
        if (report.mapping().isEmpty()) {
            return;
        }
        shell.out().println();
        shell.say(
                new Words(
                        "Vos réglages, et ce que reçoit un nouveau ticket :",
                        "Your settings, and what a new ticket gets:"));
        for (Report.Mapping each : report.mapping()) {
            shell.out()
                    .printf(
                            "  %-24s %-8s → %-14s %s%n",
                            each.setting(),
                            each.value() == null ? "–" : each.value(),
                            each.real(),
                            meaning(each.meaning()));
        }
        if (settings.boardId() == null && !report.boards().isEmpty()) {
            shell.say(new Words("Tableaux :", "Boards:"));
            report.boards()
                    .forEach(
                            board ->
                                    shell.out()
                                            .printf(
                                                    "  NINJA_BOARD_ID=%-6d %s%s%n",
                                                    board.id(),
                                                    board.name(),
                                                    board.filtered() ? " *" : ""));
            shell.say(
                    new Words(
                            "  * ne montre pas tous les tickets",
                            "  * does not show every ticket"));
        }
    }

    private static String meaning(@Nullable String meaning) {
        return meaning == null ? "–" : meaning;
    }

    /// The page on which the browser arrives.
    String page(SignIn.Ended ended) {
        Locale locale = shell.locale();
        String words = ended.words().in(locale).replace("&", "&amp;").replace("<", "&lt;");
        String then =
                new Words(
                                "Vous pouvez fermer cette fenêtre et revenir au terminal.",
                                "You can close this window and go back to the terminal.")
                        .in(locale);
        return """
        <!DOCTYPE html>
        <html lang="%s"><head><meta charset="utf-8"><title>3CX-Ninja</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <style>
        :root { color-scheme: light dark; font: 17px/1.5 system-ui, sans-serif; }
        body { display: grid; place-items: center; min-height: 90vh; margin: 0 1rem; }
        main { max-width: 32rem; } h1 { font-size: 1.15rem; }
        </style></head><body><main><h1>3CX-Ninja Realtime</h1><p>%s</p><p>%s</p></main></body></html>
        """
                .formatted(locale.getLanguage(), words, then);
    }
}
