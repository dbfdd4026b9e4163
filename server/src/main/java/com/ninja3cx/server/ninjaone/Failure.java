package com.ninja3cx.server.ninjaone;

import com.ninja3cx.server.i18n.Words;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Why NinjaOne did not do what was asked.
///
/// @param status HTTP status; 0 when no answer came
/// @param code NinjaOne's own, such as `user_context_required`, or ours, such as `timeout`
/// @param incidentId what NinjaOne's support asks for
/// @param retryAfter how long NinjaOne wants to be left alone
public record Failure(
        Kind kind,
        int status,
        String code,
        String message,
        @Nullable String incidentId,
        @Nullable String requestId,
        @Nullable Duration retryAfter) {

    /// What can be done about it.
    public enum Kind {
        /// The request never left: trying again is safe.
        NOT_REACHED,
        /// Too many requests: trying again later is safe.
        THROTTLED,
        /// The token does not allow it: a person must authorise again.
        AUTHORIZATION,
        /// NinjaOne looked at it and said no: the request must change.
        INVALID,
        /// Nobody knows whether it was done.
        UNCERTAIN
    }

    static Failure local(Kind kind, String code, String message) {
        return new Failure(kind, 0, code, message, null, null, null);
    }

    /// The same with another consequence.
    public Failure as(Kind other) {
        return new Failure(other, status, code, message, incidentId, requestId, retryAfter);
    }

    /// The same, known by another code.
    public Failure coded(String other) {
        return new Failure(kind, status, other, message, incidentId, requestId, retryAfter);
    }

    /// Whether a refresh token or a code is worth nothing any more.
    boolean deadToken() {
        return code.equals("invalid_grant") || code.equals("invalid_token");
    }

    /// One line for logs and operators, with every id NinjaOne gave.
    public String line() {
        var line = new StringBuilder();
        line.append(status == 0 ? code : status + " " + code);
        if (!message.isEmpty() && !message.equals(code)) {
            line.append(": ").append(message);
        }
        if (incidentId != null) {
            line.append(" (incident ").append(incidentId).append(')');
        }
        if (requestId != null) {
            line.append(" (request ").append(requestId).append(')');
        }
        return line.toString();
    }

    /// What happened, why, what to do.
    public Words words() {
        if (code.equals("Client app not exist")) {
            return with(
                    "NinjaOne ne connaît pas NINJA_CLIENT_ID : souvent la mauvaise région."
                            + " Vérifiez NINJA_BASE_URL (app, eu, us2, ca, oc) et l'identifiant",
                    "NinjaOne does not know NINJA_CLIENT_ID: mostly the wrong region. Check"
                            + " NINJA_BASE_URL (app, eu, us2, ca, oc) and the id");
        }
        if (code.equals("user_context_required")) {
            return with(
                    "NinjaOne veut le jeton d'un technicien pour écrire des tickets : autorisez"
                            + " l'application avec un compte (setup ninja)",
                    "NinjaOne wants a technician's token to write tickets: authorise the"
                            + " application with an account (setup ninja)");
        }
        if (message.contains("NullPointerException")) {
            return with(
                    "NinjaOne a échoué en interne ; c'est ainsi que certains répondent à un jeton"
                            + " sans technicien : autorisez avec un compte (setup ninja)",
                    "NinjaOne failed inside; this is how some answer a token without a technician:"
                            + " authorise with an account (setup ninja)");
        }
        return switch (kind) {
            case NOT_REACHED ->
                    with(
                            "NinjaOne n'est pas joignable ; l'envoi sera retenté",
                            "NinjaOne cannot be reached; sending will be tried again");
            case THROTTLED ->
                    with(
                            "NinjaOne demande d'attendre ; l'envoi sera retenté",
                            "NinjaOne asks to wait; sending will be tried again");
            case AUTHORIZATION ->
                    with(
                            "NinjaOne refuse l'accès : vérifiez NINJA_CLIENT_ID,"
                                    + " NINJA_CLIENT_SECRET et autorisez à nouveau (setup ninja)",
                            "NinjaOne denies access: check NINJA_CLIENT_ID, NINJA_CLIENT_SECRET and"
                                    + " authorise again (setup ninja)");
            case INVALID ->
                    with(
                            "NinjaOne refuse la demande : corrigez-la puis renvoyez",
                            "NinjaOne refuses the request: correct it, then send again");
            case UNCERTAIN ->
                    with(
                            "NinjaOne n'a pas dit si c'est fait ; rien n'est renvoyé avant d'avoir"
                                    + " cherché",
                            "NinjaOne did not say whether it is done; nothing is sent again before"
                                    + " searching");
        };
    }

    private Words with(String french, String english) {
        return new Words(french + ". [" + line() + "]", english + ". [" + line() + "]");
    }
}
