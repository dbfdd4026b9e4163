package com.ninja3cx.server.ticket.delivery;

import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.ninjaone.Failure;
import com.ninja3cx.server.ninjaone.Permit;

/// Reasons of our own not to send something: NinjaOne was not asked, and is not to blame.
final class OwnRefusal {

    static final String SOUND_ELSEWHERE = "sound_elsewhere";
    static final String SOUND_COMING = "sound_coming";
    static final String SOUND_NOWHERE = "sound_nowhere";
    static final String SOUND_REMOVED = "sound_removed";
    static final String SOUND_UNREADABLE = "sound_unreadable";
    static final String TICKET_CHANGED = "ticket_changed";
    static final String TICKET_CLOSED = "ticket_closed";
    static final String TICKET_MISSING = "ticket_missing";
    static final String ORGANISATION_MISSING = "organisation_missing";
    static final String FORM_MISSING = "form_missing";
    static final String STATUS_MISSING = "status_missing";

    private OwnRefusal() {}

    /// What a person should know: of our own reasons the true one, otherwise what NinjaOne's answer
    /// means.
    static Words words(Failure failure) {
        return switch (failure.code()) {
            case SOUND_ELSEWHERE ->
                    new Words(
                            "Le son de cet appel est sur un autre serveur : il est attendu, jusqu'à"
                                    + " une heure.",
                            "The sound of this call is on another server: it is waited for, up to an"
                                    + " hour.");
            case SOUND_COMING ->
                    new Words(
                            "Le son de cet appel n'est pas encore là : il est attendu, jusqu'à une"
                                    + " heure.",
                            "The sound of this call is not here yet: it is waited for, up to an"
                                    + " hour.");
            case SOUND_NOWHERE ->
                    new Words(
                            "Aucun son de cet appel n'est connu : l'enregistrement est attendu deux"
                                    + " minutes.",
                            "No sound of this call is known: the recording is waited for, two"
                                    + " minutes.");
            case SOUND_REMOVED ->
                    new Words(
                            "Le son de cet appel a été effacé (%s) : il ne peut plus être joint."
                                    .formatted(failure.message()),
                            "The sound of this call was deleted (%s): it can no longer be attached."
                                    .formatted(failure.message()));
            case SOUND_UNREADABLE ->
                    new Words(
                            "Le son de cet appel ne peut pas être lu ici (%s)."
                                    .formatted(failure.message()),
                            "The sound of this call cannot be read here (%s)."
                                    .formatted(failure.message()));
            case TICKET_CHANGED ->
                    new Words(
                            "Quelqu'un a modifié le ticket au même moment : nouvel essai.",
                            "Somebody changed the ticket at the same moment: tried again.");
            case TICKET_CLOSED ->
                    new Words(
                            "Le ticket est fermé et NinjaOne n'y écrit plus rien : rouvrez-le dans"
                                    + " NinjaOne puis renvoyez, ou choisissez un autre ticket. [%s]"
                                            .formatted(failure.line()),
                            "The ticket is closed and NinjaOne writes nothing to it any more: reopen"
                                    + " it in NinjaOne, then send again, or choose another ticket."
                                    + " [%s]".formatted(failure.line()));
            case TICKET_MISSING ->
                    new Words(
                            "Le ticket auquel ceci appartient n'est pas connu.",
                            "The ticket this belongs to is not known.");
            case ORGANISATION_MISSING ->
                    new Words(
                            "Il manque l'organisation : choisissez-la dans le brouillon, ou réglez"
                                    + " NINJA_ORGANIZATION_ID, puis renvoyez.",
                            "The organisation is missing: choose it in the draft, or set"
                                    + " NINJA_ORGANIZATION_ID, then send again.");
            case FORM_MISSING ->
                    new Words(
                            "NinjaOne n'a pas (ou plus) ce formulaire actif : vérifiez"
                                    + " NINJA_TICKET_FORM_ID, puis renvoyez.",
                            "NinjaOne has no such active ticket form (any more): check"
                                    + " NINJA_TICKET_FORM_ID, then send again.");
            case STATUS_MISSING ->
                    new Words(
                            "Ce statut n'existe pas dans NinjaOne (%s) : vérifiez NINJA_STATUS_ID"
                                            .formatted(failure.message())
                                    + " ou le statut choisi, puis renvoyez.",
                            "NinjaOne has no such status (%s): check NINJA_STATUS_ID or the chosen"
                                            .formatted(failure.message())
                                    + " status, then send again.");
            case Permit.DENIED ->
                    new Words(
                            "Trop de retard pour partir maintenant : nouvel essai dans un instant.",
                            "Too late to leave now: tried again in a moment.");
            default -> failure.words();
        };
    }

    /// What was read again of a call whose ticket has its words and was closed since.
    static Words closedBeforeTheLateNote() {
        return new Words(
                "Le ticket était déjà fermé quand la seconde lecture de l'appel est arrivée : elle"
                        + " se lit ici, à côté de l'appel.",
                "The ticket was closed already when the second reading of the call came: it can be"
                        + " read here, beside the call.");
    }

    /// The server that keeps the recording did not send it.
    static Words soundKeptAway() {
        return new Words(
                "Le son de cet appel est sur un serveur qui n'a rien envoyé depuis une heure :"
                        + " démarrez-le, puis renvoyez.",
                "The sound of this call is on a server that has sent nothing for an hour: start it,"
                        + " then send again.");
    }

    /// There is no recording, or it did not come.
    static Words soundNeverCame() {
        return new Words(
                "Aucun son de cet appel n'a été gardé, ni enregistré par le standard : rien à"
                        + " joindre. S'il arrive plus tard, cochez de nouveau « Joindre"
                        + " l'enregistrement ».",
                "No sound of this call was kept, nor recorded by the telephone system: nothing to"
                        + " attach. If it comes later, tick “Attach the recording” again.");
    }
}
