package com.ninja3cx.server.access;

import com.ninja3cx.server.Sha256;
import java.util.Base64;
import java.util.random.RandomGenerator;

/// Random words of 256 bits and their stored form. Because they cannot be guessed, a plain SHA-256
/// protects them; a slow password hash would add nothing.
final class Tokens {

    private Tokens() {}

    static String create(RandomGenerator random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String hash(String token) {
        return Sha256.hex(token);
    }
}
