package com.ninja3cx.server.web;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;

/// Where a request comes from.
public final class ClientAddress {

    private ClientAddress() {}

    /// The peer's address, or the one that a proxy on this machine vouches for as the last entry of
    /// `X-Forwarded-For`.
    public static InetAddress of(Context ctx) {
        InetAddress peer = literal(ctx.ip());
        String forwarded = ctx.header("X-Forwarded-For");
        if (forwarded == null || forwarded.isBlank() || !peer.isLoopbackAddress()) {
            return peer;
        }
        String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
        return last.matches("[0-9a-fA-F.:]+") ? literal(last) : peer;
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.ofLiteral(address.replaceAll("[\\[\\]]", ""));
        } catch (IllegalArgumentException malformed) {
            return unknown();
        }
    }

    private static InetAddress unknown() {
        try {
            return InetAddress.getByAddress(new byte[] {0, 0, 0, 0});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
