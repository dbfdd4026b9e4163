package com.ninja3cx.server.web;

import io.javalin.config.RoutesConfig;

/// The addresses of one feature. Each route names the scopes that open it (`access.Scope`); one
/// that names none is refused.
@FunctionalInterface
public interface Routes {
    void register(RoutesConfig routes);
}
