package com.ninja3cx.server.i18n;

import tools.jackson.core.JacksonException;

/// What is wrong with a JSON text, without what a parser says of itself.
public final class JsonFault {

    private JsonFault() {}

    public static String reason(JacksonException fault) {
        return fault.getOriginalMessage().replaceFirst("(?s)\\s*\\(start marker.*", "");
    }
}
