package com.ninja3cx.simulator.ninjaone;

/// A request that is answered with an error; ends its handling wherever it is found.
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    Refusal(Reply reply) {
        super("answered with " + reply.status(), null, false, false);
        this.reply = reply;
    }

    static Refusal badField(String field, String why) {
        return new Refusal(Reply.failure(400, "FAILURE", field + ": " + why));
    }

    static Refusal unsupportedMediaType() {
        return new Refusal(Reply.failure(415, "FAILURE", "HTTP 415 Unsupported Media Type"));
    }

    static Refusal missingEntity(String resultCode) {
        return new Refusal(Reply.failure(404, resultCode, ""));
    }

    Reply reply() {
        return reply;
    }
}
