package com.ninja3cx.server.web;

import com.ninja3cx.server.db.StorageFull;
import com.ninja3cx.server.i18n.Words;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one place where exceptions of routes become `application/problem+json`. A fault of ours gets
/// an incident id that stands in the answer and in the log.
final class ProblemAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);

    private final RandomGenerator random;

    ProblemAnswers(RandomGenerator random) {
        this.random = random;
    }

    void register(RoutesConfig routes) {
        routes.exception(Problem.class, (problem, ctx) -> answer(ctx, problem));
        routes.exception(HttpResponseException.class, this::answerFramework);
        routes.exception(StorageFull.class, this::answerFull);
        routes.exception(Exception.class, this::answerFault);
    }

    private void answerFramework(HttpResponseException e, Context ctx) {
        if (e instanceof MethodNotAllowedResponse) {
            String allowed = String.join(", ", e.getDetails().values());
            answer(
                    ctx,
                    new Problem(
                            405,
                            "method_not_allowed",
                            new Words("Méthode refusée", "Method not allowed"),
                            new Words(
                                    "%s n'est pas possible ici ; possible : %s."
                                            .formatted(ctx.method().name(), allowed),
                                    "%s is not possible here; possible: %s."
                                            .formatted(ctx.method().name(), allowed))));
            ctx.header("Allow", allowed);
        } else if (e.getStatus() == 404) {
            answer(
                    ctx,
                    Problem.notFound(
                            new Words(
                                    "L'adresse %s n'existe pas ici.".formatted(ctx.path()),
                                    "There is no address %s here.".formatted(ctx.path()))));
        } else {
            String message = String.valueOf(e.getMessage());
            answer(
                    ctx,
                    new Problem(
                            e.getStatus(),
                            "http_" + e.getStatus(),
                            new Words("Requête refusée", "Request refused"),
                            new Words(message, message)));
        }
    }

    /// Nothing was stored; whoever sent it may send it again.
    private void answerFull(StorageFull e, Context ctx) {
        LOG.error("database error on {} {}: {}", ctx.method().name(), ctx.path(), e.getMessage());
        ctx.header("Retry-After", "60");
        answer(
                ctx,
                new Problem(
                        503,
                        "storage_full",
                        new Words("Disque plein", "Disk full"),
                        new Words(
                                "Le disque de la base de données est plein : rien n'a été"
                                        + " enregistré. Libérez de la place, puis envoyez à"
                                        + " nouveau.",
                                "The disk of the database is full: nothing was stored. Make room,"
                                        + " then send it again.")));
    }

    private void answerFault(Exception e, Context ctx) {
        byte[] bytes = new byte[4];
        random.nextBytes(bytes);
        String incident = HexFormat.of().formatHex(bytes);
        LOG.error("incident {} on {} {}", incident, ctx.method().name(), ctx.path(), e);
        answer(
                ctx,
                new Problem(
                        500,
                        "internal_error",
                        new Words("Erreur interne", "Internal error"),
                        new Words(
                                "Le serveur a rencontré une erreur ; cherchez l'incident %s dans"
                                                .formatted(incident)
                                        + " le journal.",
                                "The server met an error; look for incident %s in the log."
                                        .formatted(incident))));
    }

    static void answer(Context ctx, Problem problem) {
        Locale locale = Languages.of(ctx);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", problem.title().in(locale));
        body.put("status", problem.status());
        body.put("code", problem.code());
        body.put("detail", problem.detail().in(locale));
        body.put("instance", ctx.path());
        if (!problem.errors().isEmpty()) {
            List<Map<String, String>> errors = new ArrayList<>();
            for (Problem.FieldError each : problem.errors()) {
                errors.add(Map.of("field", each.field(), "message", each.words().in(locale)));
            }
            body.put("errors", errors);
        }
        ctx.status(problem.status())
                .contentType("application/problem+json")
                .header("Content-Language", locale.getLanguage())
                .result(Json.MAPPER.writeValueAsBytes(body));
    }
}
