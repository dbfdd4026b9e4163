package com.ninja3cx.simulator.ninjaone;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Hands out and checks tokens: authorization code (with PKCE), rotating refresh tokens, client
/// credentials without a user.
final class OAuth {

    private record Code(
            String clientId, String redirectUri, Set<String> scopes, String challenge) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Options options;
    private final Map<String, App> apps = new HashMap<>();
    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, Grant> access = new HashMap<>();
    private final Map<String, Grant> refresh = new HashMap<>();

    OAuth(Options options) {
        this.options = options;
        options.apps().forEach(app -> apps.put(app.clientId(), app));
    }

    /// A technician signs in and consents at once: the browser goes back with a code. Everything
    /// wrong with the request is the same bare failure; its cause stands only in the query.
    Reply authorize(SeenRequest request) {
        Map<String, String> query = request.query();
        App app = apps.get(query.getOrDefault("client_id", ""));
        String redirect = query.getOrDefault("redirect_uri", "");
        String challenge = query.getOrDefault("code_challenge", "");
        boolean wellFormed =
                app != null
                        && app.grants().contains("authorization_code")
                        && app.redirectUris().contains(redirect)
                        && "code".equals(query.get("response_type"))
                        && (app.secret() != null || !challenge.isEmpty())
                        && (challenge.isEmpty()
                                || "S256".equals(query.get("code_challenge_method")));
        if (app == null || !wellFormed) {
            return Reply.failure(404, "FAILURE", "HTTP 404 Not Found");
        }
        Set<String> scopes = scopes(query.getOrDefault("scope", ""));
        String answer = Urls.query(request.bodyText()).getOrDefault("answer", "");
        if (options.consent() == Options.Consent.ASK && answer.isEmpty()) {
            return consentPage(app, query.getOrDefault("scope", ""));
        }
        String separator = redirect.contains("?") ? "&" : "?";
        String state =
                query.containsKey("state") ? "&state=" + Urls.encode(query.get("state")) : "";
        if (!app.scopes().containsAll(scopes)) {
            return Reply.redirect(redirect + separator + "error=invalid_scope" + state);
        }
        if (answer.equals("deny")) {
            return Reply.redirect(redirect + separator + "error=access_denied" + state);
        }
        String code = token();
        locked(() -> codes.put(code, new Code(app.clientId(), redirect, scopes, challenge)));
        return Reply.redirect(redirect + separator + "code=" + code + state);
    }

    /// The form goes back to the very address of the page.
    private static Reply consentPage(App app, String scopes) {
        String page =
                """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <link rel="icon" href="data:,">
                <title>Authorize (simulated NinjaOne)</title>
                <style>
                body { margin: 0; min-height: 100vh; display: grid; place-items: center;
                       background: #0b2b3f; font: 16px/1.5 system-ui, sans-serif; }
                main { background: #fff; border-radius: 10px; padding: 2rem 2.4rem; width: 24rem; }
                h1 { font-size: 1.2rem; margin: 0 0 .8rem; } code { color: #0a6f65; }
                button { font: inherit; padding: .5rem 1.1rem; border-radius: 6px;
                         border: 1px solid #bbb; background: #fff; cursor: pointer; }
                button[value=allow] { background: #0a6f65; color: #fff; border-color: #0a6f65; }
                </style></head>
                <body><main>
                <h1>NinjaOne (simulated)</h1>
                <p>Signed in as <b>Claire Petit</b>. The application <code>%s</code> asks for:</p>
                <p><code>%s</code></p>
                <form method="post"><button name="answer" value="allow" id="allow">Allow</button>
                <button name="answer" value="deny" id="deny">Deny</button></form>
                </main></body></html>
                """;
        return Reply.page(page.formatted(Urls.html(app.clientId()), Urls.html(scopes)));
    }

    Reply token(SeenRequest request) {
        if (!request.header("content-type").startsWith("application/x-www-form-urlencoded")) {
            return Reply.oauth(400, "invalid_request");
        }
        var form = new HashMap<>(Urls.query(request.bodyText()));
        basicCredentials(request.header("authorization"), form);
        App app = apps.get(form.getOrDefault("client_id", ""));
        if (app == null) {
            return Reply.failure(404, "Client app not exist", "");
        }
        if (app.secret() != null && !app.secret().equals(form.get("client_secret"))) {
            return Reply.oauth(401, "invalid_client");
        }
        String grantType = form.getOrDefault("grant_type", "");
        return switch (grantType) {
            case "authorization_code", "refresh_token", "client_credentials" -> {
                if (!app.grants().contains(grantType)) {
                    yield Reply.oauth(400, "unauthorized_client");
                }
                yield switch (grantType) {
                    case "authorization_code" -> byCode(app, form);
                    case "refresh_token" -> byRefreshToken(app, form);
                    default -> byClientCredentials(app, form);
                };
            }
            case "" -> Reply.oauth(400, "invalid_request");
            default -> Reply.oauth(400, "unsupported_grant_type");
        };
    }

    Reply revoke(SeenRequest request) {
        String token = Urls.query(request.bodyText()).getOrDefault("token", "");
        locked(
                () -> {
                    access.remove(token);
                    refresh.remove(token);
                });
        return Reply.empty(200);
    }

    private Reply byCode(App app, Map<String, String> form) {
        Code code = locked(() -> codes.remove(form.getOrDefault("code", "")));
        if (code == null
                || !code.clientId.equals(app.clientId())
                || !code.redirectUri.equals(form.get("redirect_uri"))
                || !(code.challenge.isEmpty()
                        || code.challenge.equals(s256(form.getOrDefault("code_verifier", ""))))) {
            return Reply.oauth(400, "invalid_grant");
        }
        String next =
                code.scopes.contains("offline_access")
                        ? newRefreshToken(app.clientId(), code.scopes)
                        : null;
        return issue(app, true, code.scopes, next);
    }

    private Reply byRefreshToken(App app, Map<String, String> form) {
        String old = form.getOrDefault("refresh_token", "");
        boolean rotate = options.refreshReplies() == Options.RefreshReplies.ROTATE;
        Grant grant = locked(() -> rotate ? refresh.remove(old) : refresh.get(old));
        if (grant == null || !grant.clientId().equals(app.clientId())) {
            return Reply.oauth(400, "invalid_grant");
        }
        String next = rotate ? newRefreshToken(app.clientId(), grant.scopes()) : null;
        return issue(app, true, grant.scopes(), next);
    }

    private Reply byClientCredentials(App app, Map<String, String> form) {
        Set<String> asked = scopes(form.getOrDefault("scope", ""));
        if (asked.isEmpty()
                || !app.scopes().containsAll(asked)
                || asked.contains("offline_access")) {
            return Reply.oauth(400, "invalid_scope");
        }
        return issue(app, false, asked, null);
    }

    private Reply issue(App app, boolean user, Set<String> scopes, @Nullable String refreshToken) {
        String token = token();
        Instant expires = options.clock().instant().plus(options.accessTokenLife());
        locked(() -> access.put(token, new Grant(app.clientId(), user, scopes, expires)));
        var body = new LinkedHashMap<String, Object>();
        body.put("access_token", token);
        body.put("token_type", "Bearer");
        body.put("expires_in", options.accessTokenLife().toSeconds());
        body.put("scope", String.join(" ", scopes));
        if (refreshToken != null) {
            body.put("refresh_token", refreshToken);
        }
        return Reply.ok(body);
    }

    String newRefreshToken(String clientId, Set<String> scopes) {
        String token = token();
        locked(() -> refresh.put(token, new Grant(clientId, true, scopes, Instant.MAX)));
        return token;
    }

    /// Every access token is dead from now on; refresh tokens live.
    void expireAccessTokens() {
        locked(access::clear);
    }

    void revokeRefreshTokens() {
        locked(refresh::clear);
    }

    void expire(String authorization) {
        locked(() -> access.remove(bearer(authorization)));
    }

    boolean isLive(String refreshToken) {
        return locked(() -> refresh.containsKey(refreshToken));
    }

    /// The grant behind an `Authorization` header.
    ///
    /// @throws Refusal with the reply that the real service gives
    Grant check(String authorization) {
        if (authorization.isEmpty()) {
            throw new Refusal(Reply.denied(400, "missing_header", "Missing required header", 2));
        }
        if (!authorization.startsWith("Bearer ") || bearer(authorization).isBlank()) {
            throw new Refusal(
                    Reply.denied(400, "invalid_header", "Invalid 'Authorization' header", 1));
        }
        Grant grant = locked(() -> access.get(bearer(authorization)));
        if (grant == null || !options.clock().instant().isBefore(grant.expires())) {
            throw new Refusal(notAuthenticated());
        }
        return grant;
    }

    static Reply notAuthenticated() {
        return Reply.denied(401, "not_authenticated", "Invalid credentials", 10);
    }

    private static String bearer(String authorization) {
        return authorization.startsWith("Bearer ") ? authorization.substring(7) : "";
    }

    private static void basicCredentials(String header, Map<String, String> form) {
        if (!header.startsWith("Basic ")) {
            return;
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(header.substring(6).strip());
            String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
            if (parts.length == 2) {
                form.put("client_id", Urls.decode(parts[0]));
                form.put("client_secret", Urls.decode(parts[1]));
            }
        } catch (IllegalArgumentException notBase64) {
            form.remove("client_id");
        }
    }

    private static Set<String> scopes(String text) {
        var scopes = new TreeSet<>(Arrays.asList(text.strip().split("\\s+")));
        scopes.remove("");
        return scopes;
    }

    private static String s256(String verifier) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static String token() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private <T extends @Nullable Object> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }
}
