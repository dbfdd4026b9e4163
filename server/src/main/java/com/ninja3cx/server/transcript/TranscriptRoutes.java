package com.ninja3cx.server.transcript;

import com.ninja3cx.server.access.Scope;
import com.ninja3cx.server.call.Call;
import com.ninja3cx.server.call.CallRoutes;
import com.ninja3cx.server.call.CallStore;
import com.ninja3cx.server.call.TranscriptState;
import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.web.Languages;
import com.ninja3cx.server.web.Problem;
import com.ninja3cx.server.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `GET /api/calls/{id}/transcript` as JSON, text or WebVTT: `?format=` goes before `Accept`. What
/// is handed out may go anywhere: spoken passwords, card numbers and IBANs are hidden in all three.
public final class TranscriptRoutes implements Routes {

    private final CallStore calls;
    private final TranscriptStore transcripts;

    public TranscriptRoutes(CallStore calls, TranscriptStore transcripts) {
        this.calls = calls;
        this.transcripts = transcripts;
    }

    private enum Format {
        JSON,
        TEXT,
        VTT
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/api/calls/{id}/transcript", this::show, Scope.READ, Scope.TICKETS);
    }

    private void show(Context ctx) {
        String id = ctx.pathParam("id");
        Call call = calls.find(id).orElseThrow(() -> CallRoutes.unknown(id));
        if (call.transcriptState() instanceof TranscriptState.Removed(var reason)) {
            throw removed(reason);
        }
        String revision = transcripts.bestRevision(id);
        List<Segment> segments = Masked.of(transcripts.segments(id, revision));
        switch (format(ctx)) {
            case TEXT -> text(ctx, "text/plain", TranscriptText.plain(segments, Languages.of(ctx)));
            case VTT -> text(ctx, "text/vtt", TranscriptText.vtt(segments, Languages.of(ctx)));
            case JSON -> {
                Map<String, Object> body = new LinkedHashMap<>();
                body.put("call", call.id());
                body.put("state", call.transcriptState().code());
                body.put("revision", revision);
                body.put("segments", segments);
                ctx.json(body);
            }
        }
    }

    private static Problem removed(Words reason) {
        return new Problem(
                410,
                "transcript_removed",
                new Words("Texte effacé", "Text removed"),
                reason,
                List.of());
    }

    private static void text(Context ctx, String type, String text) {
        ctx.contentType(type + "; charset=utf-8").result(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Format format(Context ctx) {
        String asked = ctx.queryParam("format");
        if (asked == null) {
            return accepted(ctx.header("Accept"));
        }
        return switch (asked.toLowerCase(Locale.ROOT)) {
            case "json" -> Format.JSON;
            case "text", "txt" -> Format.TEXT;
            case "vtt" -> Format.VTT;
            default ->
                    throw Problem.invalid(
                            List.of(
                                    new Problem.FieldError(
                                            "format",
                                            new Words("json, text ou vtt", "json, text or vtt"))));
        };
    }

    private static Format accepted(@Nullable String accept) {
        String types = accept == null ? "" : accept.toLowerCase(Locale.ROOT);
        for (String type : types.split(",")) {
            String bare = type.split(";")[0].strip();
            if (bare.equals("text/vtt")) {
                return Format.VTT;
            }
            if (bare.equals("text/plain")) {
                return Format.TEXT;
            }
            if (bare.equals("application/json")) {
                return Format.JSON;
            }
        }
        return Format.JSON;
    }
}
