package com.ninja3cx.server.web;

import com.ninja3cx.server.i18n.Words;
import java.util.List;

/// A request that cannot be served, told to the caller as `application/problem+json` in their
/// language. Thrown by routes; never logged as a fault.
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// What is wrong with one field of the body.
    public record FieldError(String field, Words words) {}

    private final int status;
    private final String code;
    private final transient Words title;
    private final transient Words detail;
    private final transient List<FieldError> errors;

    /// @param code stable name for programs, such as `not_found`
    /// @param title what happened, the same for all problems of this code
    /// @param detail what happened this time, why, and what to do
    public Problem(int status, String code, Words title, Words detail) {
        this(status, code, title, detail, List.of());
    }

    public Problem(int status, String code, Words title, Words detail, List<FieldError> errors) {
        super(code + ": " + detail.english());
        this.status = status;
        this.code = code;
        this.title = title;
        this.detail = detail;
        this.errors = List.copyOf(errors);
    }

    public static Problem notFound(Words detail) {
        return new Problem(404, "not_found", new Words("Introuvable", "Not found"), detail);
    }

    public static Problem unauthorized(Words detail) {
        return new Problem(
                401,
                "unauthorized",
                new Words("Authentification nécessaire", "Authentication needed"),
                detail);
    }

    public static Problem forbidden(String code, Words detail) {
        return new Problem(403, code, new Words("Accès refusé", "Access refused"), detail);
    }

    public static Problem conflict(String code, Words detail) {
        return new Problem(409, code, new Words("Conflit", "Conflict"), detail);
    }

    /// All wrong fields of a body at once.
    public static Problem invalid(List<FieldError> errors) {
        return new Problem(
                422,
                "invalid_fields",
                new Words("Champs invalides", "Invalid fields"),
                new Words(
                        "%d champ(s) à corriger, voir errors.".formatted(errors.size()),
                        "%d field(s) to correct, see errors.".formatted(errors.size())),
                errors);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    Words title() {
        return title;
    }

    public Words detail() {
        return detail;
    }

    List<FieldError> errors() {
        return errors;
    }
}
