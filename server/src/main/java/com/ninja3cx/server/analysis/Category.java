package com.ninja3cx.server.analysis;

import java.util.Locale;

/// What kind of thing a call is about. The order decides between equals.
public enum Category {
    SECURITY("Sécurité", "Security"),
    PRINTER("Imprimante", "Printer"),
    EMAIL("Messagerie", "E-mail"),
    NETWORK("Réseau / VPN", "Network / VPN"),
    SERVER("Serveur / fichiers", "Server / files"),
    BACKUP("Sauvegarde", "Backup"),
    PASSWORD("Mot de passe", "Password"),
    ACCESS("Accès et droits", "Access and permissions"),
    SOFTWARE("Logiciel", "Software"),
    TELEPHONY("Téléphonie", "Telephony"),
    WORKSTATION("Poste de travail", "Workstation"),
    OTHER("Autre", "Other");

    private final String french;
    private final String english;

    Category(String french, String english) {
        this.french = french;
        this.english = english;
    }

    /// The name used in JSON and in the word lists, such as `printer`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The category of an id.
    ///
    /// @throws IllegalArgumentException if there is none
    public static Category of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    public String label(Language language) {
        return switch (language) {
            case FRENCH -> french;
            case ENGLISH -> english;
        };
    }
}
