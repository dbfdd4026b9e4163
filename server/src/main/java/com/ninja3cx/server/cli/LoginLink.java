package com.ninja3cx.server.cli;

import com.ninja3cx.server.access.Scope;
import com.ninja3cx.server.access.Sessions;
import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.settings.Settings;
import java.util.Set;

/// The link that lets whoever sits at the server's terminal into the pages, as an administrator.
final class LoginLink {

    private LoginLink() {}

    /// @param port where the server listens
    static void print(Shell shell, Settings settings, Sessions sessions, int port) {
        String link =
                "%s/login?token=%s"
                        .formatted(
                                settings.http().publicUrl(port),
                                sessions.createLoginToken("console", Set.of(Scope.ADMIN)));
        shell.say(
                new Words(
                        "Ouvrez dans le navigateur (une fois, dans les 15 minutes) : " + link,
                        "Open in the browser (once, within 15 minutes): " + link));
        shell.out().flush();
    }
}
