package com.ninja3cx.server.ninjaone;

import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.settings.Settings;
import java.util.List;
import java.util.Locale;

/// What NinjaOne's answers mean, and what to do: many of them say something else than they mean.
final class Advice {

    private Advice() {}

    static Words connected() {
        return new Words(
                "C'est fait : un technicien a autorisé 3CX-Ninja, le jeton est gardé chiffré.",
                "Done: a technician authorised 3CX-Ninja, the token is kept encrypted.");
    }

    static Words noRefresh() {
        return new Words(
                "NinjaOne a donné un accès d'une heure seulement, sans jeton de renouvellement :"
                        + " dans l'application, cochez « Refresh token » et la portée offline_access,"
                        + " puis autorisez à nouveau.",
                "NinjaOne gave access for an hour only, without a refresh token: in the"
                        + " application, tick “Refresh token” and the scope offline_access, then"
                        + " authorise again.");
    }

    static Words noAddress() {
        return new Words(
                "Ce n'est pas l'adresse de retour : copiez toute la barre d'adresse du navigateur,"
                        + " elle contient « code= » et « state= ».",
                "This is not the return address: copy the browser's whole address bar, it contains"
                        + " “code=” and “state=”.");
    }

    static Words unknownState() {
        return new Words(
                "Cette réponse ne correspond à aucune demande en cours (elle a déjà servi, elle a"
                        + " plus de 15 minutes, ou elle a été demandée dans un autre navigateur) :"
                        + " recommencez.",
                "This answer belongs to no request under way (it was used already, is older than 15"
                        + " minutes, or was asked for in another browser): start again.");
    }

    /// NinjaOne sent the browser back without a code.
    static Words denied(String error, String description) {
        String named = error.isEmpty() ? "?" : error + " " + description;
        return switch (error) {
            case "access_denied" ->
                    new Words(
                            "L'autorisation a été refusée sur la page de NinjaOne. Rien n'a changé"
                                    + " ; recommencez et acceptez, avec un compte de technicien.",
                            "The authorisation was declined on NinjaOne's page. Nothing has"
                                    + " changed; start again and accept, with a technician's account.");
            case "invalid_scope" ->
                    new Words(
                            "L'application n'a pas toutes les portées : dans NinjaOne, cochez %s."
                                    .formatted(String.join(", ", SignIn.SCOPES)),
                            "The application lacks scopes: in NinjaOne, tick %s."
                                    .formatted(String.join(", ", SignIn.SCOPES)));
            default ->
                    new Words(
                            "NinjaOne n'a pas donné de code (%s). Recommencez ; si cela persiste,"
                                            .formatted(named.strip())
                                    + " vérifiez le type (Web) et les portées de l'application.",
                            "NinjaOne gave no code (%s). Start again; if it persists, check the kind"
                                            .formatted(named.strip())
                                    + " (Web) and the scopes of the application.");
        };
    }

    /// NinjaOne's own page does not open.
    static Words authorizePage(Failure failure) {
        if (failure.status() == 404 || failure.status() == 400) {
            return line(
                    failure,
                    "La page d'autorisation de NinjaOne répond %d : l'adresse de retour n'est pas"
                                    .formatted(failure.status())
                            + " enregistrée exactement ainsi dans l'application (au caractère près,"
                            + " barre finale comprise), ou l'application n'est pas de type Web, ou"
                            + " ce n'est pas sa région. Un changement peut mettre une heure à"
                            + " compter",
                    "NinjaOne's authorization page answers %d: the return address is not registered"
                                    .formatted(failure.status())
                            + " exactly like this in the application (to the character, final slash"
                            + " included), or the application is not of the kind Web, or this is"
                            + " not its region. A change may take an hour to count");
        }
        return failure.words();
    }

    /// A code was not taken.
    static Words code(Failure failure, Tenant tenant) {
        if (failure.deadToken()) {
            return line(
                    failure,
                    "NinjaOne n'accepte pas ce code : il ne sert qu'une fois et vite. Recommencez",
                    "NinjaOne does not take this code: it serves once and for a short time. Start"
                            + " again");
        }
        return application(failure, tenant, List.of());
    }

    /// The application itself is refused.
    ///
    /// @param knownAt instances that do know it
    static Words application(Failure failure, Tenant tenant, List<String> knownAt) {
        String code = failure.code().toLowerCase(Locale.ROOT);
        if (code.equals("client app not exist")) {
            if (!knownAt.isEmpty()) {
                return line(
                        failure,
                        "Mauvaise région : l'application n'existe pas à %s mais elle est connue à %s."
                                        .formatted(tenant.base().getHost(), knownAt.getFirst())
                                + " Mettez NINJA_BASE_URL=%s".formatted(knownAt.getFirst()),
                        "Wrong region: the application does not exist at %s but is known at %s. Set"
                                        .formatted(tenant.base().getHost(), knownAt.getFirst())
                                + " NINJA_BASE_URL=%s".formatted(knownAt.getFirst()));
            }
            return line(
                    failure,
                    "NinjaOne (%s) ne connaît pas NINJA_CLIENT_ID : mauvaise région"
                                    .formatted(tenant.base().getHost())
                            + " (NINJA_BASE_URL : app, us2, eu, ca, oc, ou l'adresse de votre"
                            + " marque), ou identifiant mal copié",
                    "NinjaOne (%s) does not know NINJA_CLIENT_ID: wrong region (NINJA_BASE_URL: app,"
                                    .formatted(tenant.base().getHost())
                            + " us2, eu, ca, oc, or your brand's address), or the id is copied"
                            + " wrong");
        }
        if (code.startsWith("invalid_client")) {
            return line(
                    failure,
                    "NINJA_CLIENT_SECRET n'est pas le bon : il n'est montré qu'une fois, à la"
                            + " création. Faites-en un nouveau dans l'application et copiez-le",
                    "NINJA_CLIENT_SECRET is not the right one: it is shown once, when made. Make a"
                            + " new one in the application and copy it");
        }
        if (code.startsWith("unauthorized_client")) {
            return line(
                    failure,
                    "L'application n'a pas les bons modes : dans NinjaOne, cochez « Authorization"
                            + " code » et « Refresh token »",
                    "The application lacks grant types: in NinjaOne, tick “Authorization code” and"
                            + " “Refresh token”");
        }
        if (failure.status() == 404) {
            return line(
                    failure,
                    "L'adresse des jetons n'existe pas à %s : vérifiez NINJA_BASE_URL et"
                                    .formatted(tenant.base())
                            + " NINJA_TOKEN_PATH (/ws/oauth/token, parfois /oauth/token)",
                    "The token address does not exist at %s: check NINJA_BASE_URL and"
                                    .formatted(tenant.base())
                            + " NINJA_TOKEN_PATH (/ws/oauth/token, sometimes /oauth/token)");
        }
        if (failure.kind() == Failure.Kind.NOT_REACHED) {
            return line(
                    failure,
                    "NinjaOne n'est pas joignable à %s : vérifiez NINJA_BASE_URL, le réseau et son"
                                    .formatted(tenant.base())
                            + " pare-feu",
                    "NinjaOne cannot be reached at %s: check NINJA_BASE_URL, the network and its"
                                    .formatted(tenant.base())
                            + " firewall");
        }
        return failure.words();
    }

    /// No token can be had.
    static Words noToken(Failure failure, Tenant tenant) {
        if (failure.code().startsWith("unauthorized_client")
                || failure.code().startsWith("invalid_scope")
                || failure.code().startsWith("unsupported_grant_type")) {
            return line(
                    failure,
                    "Personne n'a encore autorisé 3CX-Ninja : un technicien doit le faire"
                            + " (Administration > NinjaOne, ou ./ninja setup ninja)",
                    "Nobody has authorised 3CX-Ninja yet: a technician has to (Administration >"
                            + " NinjaOne, or ./ninja setup ninja)");
        }
        return application(failure, tenant, List.of());
    }

    /// The refresh token was refused.
    static Words lost(Connection connection) {
        return new Words(
                "NinjaOne a refusé le jeton gardé (retiré, expiré, ou sa réponse s'est perdue) :"
                        + " les tickets attendent, rien n'est perdu. Un technicien doit autoriser à"
                        + " nouveau ; ils partiront alors d'eux-mêmes. [%s]"
                                .formatted(connection.lostWhy()),
                "NinjaOne refused the kept token (withdrawn, expired, or its reply was lost):"
                        + " tickets wait, nothing is lost. A technician has to authorise again; they"
                        + " then"
                        + " leave by themselves. [%s]".formatted(connection.lostWhy()));
    }

    /// Whether further reads would meet the same.
    static boolean hopeless(Failure failure) {
        return switch (failure.kind()) {
            case NOT_REACHED, THROTTLED, UNCERTAIN -> true;
            case AUTHORIZATION, INVALID -> false;
        };
    }

    /// Something could not be read.
    static Words reading(Failure failure, String french, String english, Settings.Ninja settings) {
        if (failure.status() == 404) {
            return line(
                    failure,
                    "L'adresse pour lire %s n'existe pas : vérifiez NINJA_API_PREFIX (%s ; parfois"
                                    .formatted(french, settings.apiPrefix())
                            + " /v2 ou /api/v2), ou cette instance n'a pas cette fonction",
                    "The address to read %s does not exist: check NINJA_API_PREFIX (%s; sometimes /v2"
                                    .formatted(english, settings.apiPrefix())
                            + " or /api/v2), or this instance lacks that function");
        }
        if (failure.kind() == Failure.Kind.AUTHORIZATION || failure.status() == 403) {
            return line(
                    failure,
                    "Pas le droit de lire %s : donnez à l'application la portée monitoring, et au"
                                    .formatted(french)
                            + " technicien qui a autorisé un rôle qui les voit",
                    "Not allowed to read %s: give the application the scope monitoring, and the"
                                    .formatted(english)
                            + " technician who authorised a role that sees them");
        }
        return failure.words();
    }

    /// Tickets may not be written.
    static Words writing(Failure failure) {
        if (failure.code().equals("insufficient_privileges") || failure.status() == 403) {
            if (!failure.code().equals("user_context_required")) {
                return line(
                        failure,
                        "Le technicien qui a autorisé n'a pas le droit d'écrire des tickets :"
                                + " donnez-lui un rôle avec le module Tickets, et la portée management"
                                + " à l'application",
                        "The technician who authorised may not write tickets: give them a role with"
                                + " the ticketing module, and the application the scope management");
            }
        }
        return failure.words();
    }

    static Words line(Failure failure, String french, String english) {
        return new Words(
                "%s. [%s]".formatted(french, failure.line()),
                "%s. [%s]".formatted(english, failure.line()));
    }
}
