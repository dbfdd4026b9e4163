package com.ninja3cx.server.web;

import com.ninja3cx.server.i18n.JsonFault;
import com.ninja3cx.server.i18n.Words;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads the JSON of a request; what is wrong with it becomes a [Problem] that says where.
public final class RequestBody {

    /// Largest body in bytes.
    public static final int LIMIT = 1_000_000;

    private RequestBody() {}

    /// The body as a JSON object.
    ///
    /// @throws Problem 413 too large, 415 not announced as JSON, 400 no JSON, 422 no object
    public static ObjectNode object(Context ctx) {
        byte[] bytes = bytes(ctx);
        requireJson(ctx);
        if (bytes.length == 0) {
            throw broken(
                    new Words(
                            "Le corps de la requête est vide ; un objet JSON est attendu.",
                            "The request has no body; a JSON object is expected."));
        }
        JsonNode node;
        try {
            node = Json.MAPPER.readTree(bytes);
        } catch (JacksonException e) {
            throw broken(position(e));
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new Problem(
                422,
                "not_an_object",
                new Words("Objet JSON attendu", "JSON object expected"),
                new Words(
                        "Le corps est du JSON mais pas un objet { … }.",
                        "The body is JSON but no { … } object."));
    }

    /// The raw body.
    ///
    /// @throws Problem 413 when it is longer than [#LIMIT]
    public static byte[] bytes(Context ctx) {
        if (ctx.contentLength() > LIMIT) {
            throw tooLarge();
        }
        try (InputStream in = ctx.req().getInputStream()) {
            byte[] bytes = in.readNBytes(LIMIT + 1);
            if (bytes.length > LIMIT) {
                throw tooLarge();
            }
            return bytes;
        } catch (IOException e) {
            throw broken(
                    new Words(
                            "La connexion s'est coupée avant la fin du corps.",
                            "The connection was cut before the end of the body."));
        }
    }

    private static void requireJson(Context ctx) {
        String type = ctx.contentType();
        String bare = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!bare.equals("application/json") && !bare.endsWith("+json")) {
            throw new Problem(
                    415,
                    "not_json",
                    new Words("Type de contenu refusé", "Content type refused"),
                    new Words(
                            "Content-Type est « %s » ; envoyez application/json.".formatted(bare),
                            "Content-Type is “%s”; send application/json.".formatted(bare)));
        }
    }

    private static Words position(JacksonException e) {
        int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
        int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
        String what = JsonFault.reason(e);
        return new Words(
                "JSON illisible à la ligne %d, colonne %d : %s".formatted(line, column, what),
                "Unreadable JSON at line %d, column %d: %s".formatted(line, column, what));
    }

    private static Problem broken(Words detail) {
        return new Problem(
                400, "broken_json", new Words("JSON illisible", "Unreadable JSON"), detail);
    }

    private static Problem tooLarge() {
        return new Problem(
                413,
                "too_large",
                new Words("Requête trop grande", "Request too large"),
                new Words(
                        "Le corps dépasse la limite de %d octets.".formatted(LIMIT),
                        "The body exceeds the limit of %d bytes.".formatted(LIMIT)));
    }
}
