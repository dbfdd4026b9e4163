package com.ninja3cx.server.access;

import io.javalin.security.RouteRole;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a key may do. A route lists the scopes that open it; any one of them suffices.
public enum Scope implements RouteRole {
    /// Stream sound of calls.
    AGENT,
    /// Write and change tickets and drafts.
    TICKETS,
    /// See calls and their words.
    READ,
    /// Everything.
    ADMIN,
    /// For routes only: no key needed. No key has it.
    PUBLIC;

    /// What keys can be given.
    public static final Set<Scope> GRANTABLE = EnumSet.complementOf(EnumSet.of(PUBLIC));

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Scope> ofCode(String code) {
        return GRANTABLE.stream().filter(each -> each.code().equals(code)).findFirst();
    }

    static String join(Set<Scope> scopes) {
        return scopes.stream().sorted().map(Scope::code).collect(Collectors.joining(","));
    }

    static Set<Scope> split(String codes) {
        return Arrays.stream(codes.split(","))
                .flatMap(each -> ofCode(each).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
    }
}
