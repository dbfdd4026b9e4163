package com.ninja3cx.server.ops;

import com.ninja3cx.server.access.Scope;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.web.Routes;
import com.ninja3cx.speech.Speech;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.function.IntSupplier;

/// `GET /metrics`: what the server does, in the text format of Prometheus. Needs a key that may
/// read; holds numbers only, no names and no words.
public final class MetricsRoutes implements Routes {

    private static final double MILLIS = 1_000;

    private final Database database;
    private final Speech speech;
    private final IntSupplier viewers;

    /// @param viewers browsers watching now
    public MetricsRoutes(Database database, Speech speech, IntSupplier viewers) {
        this.database = database;
        this.speech = speech;
        this.viewers = viewers;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/metrics", this::metrics, Scope.READ);
    }

    private void metrics(Context ctx) {
        var text = new PrometheusText();
        text.gauge("database_up", "The database answers", database.reachable() ? 1 : 0);
        boolean ready = speech.state() instanceof Speech.State.Ready;
        text.gauge("speech_ready", "Words can be produced", ready ? 1 : 0);
        text.gauge("live_viewers", "Browsers that watch calls", viewers.getAsInt());
        write(text, speech.load());
        ctx.contentType(PrometheusText.TYPE).header("Cache-Control", "no-store");
        ctx.result(text.toString());
    }

    private static void write(PrometheusText text, Speech.Load load) {
        text.gauge("speech_streams", "Channels being heard", load.streams());
        text.gauge(
                "speech_lag_seconds",
                "How far the most belated channel is behind: sound since the end of its oldest"
                        + " utterance that is not yet text, or not yet listened to",
                load.worstLagMillis() / MILLIS);
        text.gauge(
                "speech_behind_seconds",
                "How late final texts are where more is said than can be read; 0 = in time",
                load.behindMillis() / MILLIS);
        text.gauge("speech_finals_waiting", "Ended utterances to be read", load.waitingFinals());
        text.gauge(
                "speech_oldest_final_seconds",
                "How long the oldest of them has waited",
                load.oldestFinalMillis() / MILLIS);
        text.gauge(
                "speech_partials_waiting",
                "Channels of which new words could be shown",
                load.waitingPartials());
        text.gauge(
                "speech_partial_interval_seconds",
                "New sound after which words are looked for again: grows with load",
                load.paceMillis() / MILLIS);
        text.gauge(
                "speech_busy_ratio",
                "Share of their time in which decoding threads have live work",
                load.busy());
        text.counter("speech_finals", "Utterances read", load.finals());
        text.counter("speech_dropped", "Utterances that held no words", load.dropped());
        text.counter("speech_partials", "Partial results shown", load.partials());
        text.counter(
                "speech_partials_replaced",
                "Partial results given up for newer ones",
                load.replacedPartials());
        text.counter("speech_failures", "Decodes given up after a second try", load.failures());
        text.counter(
                "speech_read_ahead",
                "Utterances read before it was certain that they had ended",
                load.readAhead());
        text.counter(
                "speech_read_ahead_used", "How many of these had ended there", load.usedAhead());
    }
}
