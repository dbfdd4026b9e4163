package com.ninja3cx.server.web;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// What the HTTP server itself refuses before any route is asked, such as an address that cannot be
/// read, is a problem document too. It repeats nothing of the request.
final class ServerErrors extends ErrorHandler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String accepted = request.getHeaders().get(HttpHeader.ACCEPT_LANGUAGE);
        boolean english =
                accepted != null && accepted.strip().toLowerCase(Locale.ROOT).startsWith("en");
        int status = response.getStatus() < 400 ? 400 : response.getStatus();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", english ? "Request refused" : "Requête refusée");
        body.put("status", status);
        body.put("code", "http_" + status);
        body.put(
                "detail",
                english
                        ? "The request cannot be read: check the address and the headers."
                        : "La requête est illisible : vérifiez l'adresse et les en-têtes.");
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        if (HttpStatus.hasNoBody(status)) {
            callback.succeeded();
        } else {
            response.write(true, ByteBuffer.wrap(Json.MAPPER.writeValueAsBytes(body)), callback);
        }
        return true;
    }
}
