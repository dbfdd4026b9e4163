package com.ninja3cx.server.live;

import com.ninja3cx.protocol.ProtocolVersion;
import com.ninja3cx.server.i18n.Words;

/// What an agent is told when something it sent cannot be done.
///
/// @param code for programs; listed in `docs/agent-protocol.md`
/// @param words for people
record Refusal(String code, Words words) {

    static final Refusal MALFORMED_MESSAGE =
            new Refusal(
                    "malformed_message",
                    new Words(
                            "Le message n'est pas du JSON du protocole.",
                            "The message is no JSON of the protocol."));

    static final Refusal HELLO_FIRST =
            new Refusal(
                    "hello_first",
                    new Words("Le premier message doit être hello.", "Say hello first."));

    static final Refusal GAP_TOO_LARGE =
            new Refusal(
                    "gap_too_large",
                    new Words(
                            "Il manque trop de son avant ce bloc.",
                            "Too much sound is missing before this piece."));

    static final Refusal MISSING_FIELD =
            new Refusal(
                    "missing_field",
                    new Words(
                            "callRef (200 caractères au plus) et l'heure sont nécessaires.",
                            "callRef (at most 200 characters) and the time are needed."));

    static final Refusal TOO_MANY_CALLS =
            new Refusal(
                    "too_many_calls",
                    new Words("Trop d'appels sur cette connexion.", "Too many calls at once."));

    static final Refusal TOO_MANY_STREAMS =
            new Refusal(
                    "too_many_streams",
                    new Words("Trop de flux sur cette connexion.", "Too many streams at once."));

    static final Refusal UNKNOWN_CALL =
            new Refusal(
                    "unknown_call",
                    new Words(
                            "Cet appel n'a pas été annoncé sur cette connexion.",
                            "This call was not announced on this connection."));

    static Refusal malformedFrame(String why) {
        return new Refusal(
                "malformed_frame",
                new Words("Bloc de son illisible : " + why, "Unreadable piece of sound: " + why));
    }

    static Refusal unknownStream(int number) {
        return new Refusal(
                "unknown_stream",
                new Words(
                        "Le flux %d n'est pas ouvert.".formatted(number),
                        "Stream %d is not open.".formatted(number)));
    }

    static Refusal version(int min, int max) {
        return new Refusal(
                "protocol_version",
                new Words(
                        "Cet agent parle les versions %d à %d du protocole, ce serveur %d à %d :"
                                        .formatted(
                                                min, max, ProtocolVersion.MIN, ProtocolVersion.MAX)
                                + " mettez l'agent à jour.",
                        "This agent speaks versions %d to %d of the protocol, this server %d to %d:"
                                        .formatted(
                                                min, max, ProtocolVersion.MIN, ProtocolVersion.MAX)
                                + " update the agent."));
    }

    static Refusal wrongExtension(String bound) {
        return new Refusal(
                "wrong_extension",
                new Words(
                        "Cette clé ne vaut que pour le poste %s.".formatted(bound),
                        "This key is for extension %s only.".formatted(bound)));
    }

    static Refusal sampleRate(int rate, int min, int max) {
        return new Refusal(
                "bad_sample_rate",
                new Words(
                        "%d Hz n'est pas entre %d et %d Hz.".formatted(rate, min, max),
                        "%d Hz is not between %d and %d Hz.".formatted(rate, min, max)));
    }
}
