package com.ninja3cx.server.call;

import com.ninja3cx.server.Sha256;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A PBX's event as it came, with all fields, also those nobody knows.
///
/// @param fingerprint the same for the same content, whatever the order of its fields
record WebhookEvent(
        String fingerprint,
        String pbx,
        String sender,
        Trust trust,
        String body,
        Instant receivedAt) {

    static WebhookEvent of(
            ObjectNode body, String pbx, String sender, Trust trust, Instant receivedAt) {
        var sorted = new TreeMap<String, JsonNode>();
        body.properties().forEach(each -> sorted.put(each.getKey(), each.getValue()));
        String print = Sha256.hex(pbx + "\n" + trust + "\n" + sorted);
        return new WebhookEvent(print, pbx, sender, trust, body.toString(), receivedAt);
    }

    /// The call this very event led to before, if that was at `since` or later.
    Optional<String> callOfRepetition(Handle handle, Instant since) {
        return handle.createQuery(
                        "SELECT call_id FROM webhook_events WHERE fingerprint = :fingerprint AND"
                                + " received_at >= :since AND call_id IS NOT NULL")
                .bind("fingerprint", fingerprint)
                .bind("since", since.toEpochMilli())
                .mapTo(String.class)
                .findOne();
    }

    /// Notes that it came again; false = it never came.
    boolean countRepetition(Handle handle) {
        return handle.createUpdate(
                                "UPDATE webhook_events SET times = times + 1 WHERE fingerprint ="
                                        + " :fingerprint")
                        .bind("fingerprint", fingerprint)
                        .execute()
                > 0;
    }

    /// Itself, or under another fingerprint where an equal one of another call is stored.
    WebhookEvent distinctFrom(Handle handle) {
        boolean taken =
                handle.createQuery(
                                        "SELECT COUNT(*) FROM webhook_events WHERE fingerprint ="
                                                + " :fingerprint")
                                .bind("fingerprint", fingerprint)
                                .mapTo(Integer.class)
                                .one()
                        > 0;
        if (!taken) {
            return this;
        }
        // The plain fingerprint must lead to the newest, so the older one steps aside.
        handle.createUpdate(
                        "UPDATE webhook_events SET fingerprint = :aside WHERE fingerprint ="
                                + " :fingerprint")
                .bind("aside", fingerprint + "@" + receivedAt.toEpochMilli())
                .bind("fingerprint", fingerprint)
                .execute();
        handle.createUpdate("UPDATE legs SET source_ref = :aside WHERE source_ref = :fingerprint")
                .bind("aside", fingerprint + "@" + receivedAt.toEpochMilli())
                .bind("fingerprint", fingerprint)
                .execute();
        return this;
    }

    void insert(Handle handle, @Nullable String callId) {
        handle.createUpdate(
                        "INSERT INTO webhook_events (fingerprint, call_id, pbx, sender, trust,"
                                + " body, received_at, times) VALUES (:fingerprint, :call, :pbx,"
                                + " :sender, :trust, :body, :received, 1)")
                .bind("fingerprint", fingerprint)
                .bind("call", callId)
                .bind("pbx", pbx)
                .bind("sender", sender)
                .bind("trust", trust.name())
                .bind("body", body)
                .bind("received", receivedAt.toEpochMilli())
                .execute();
    }
}
