package com.ninja3cx.server.live;

import com.ninja3cx.server.call.Call;
import com.ninja3cx.server.call.CallStore;
import com.ninja3cx.server.call.CallView;
import com.ninja3cx.server.cluster.Hint;
import com.ninja3cx.server.ops.HealthRoutes;
import com.ninja3cx.server.transcript.Party;
import com.ninja3cx.server.transcript.Segment;
import com.ninja3cx.server.transcript.TranscriptStore;
import com.ninja3cx.server.web.Json;
import com.ninja3cx.speech.Speech;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a viewer is to see, read from the database; partial words are kept here, for they are
/// stored nowhere. Used by one thread at a time.
final class LivePicture {

    private static final int CALLS = 50;

    private final CallStore calls;
    private final TranscriptStore transcripts;
    private final Speech speech;
    private final Drafts drafts;
    private final InstantSource clock;
    private final Map<String, Map<String, Hint.PartialShown>> partials = new LinkedHashMap<>();

    LivePicture(
            CallStore calls,
            TranscriptStore transcripts,
            Speech speech,
            Drafts drafts,
            InstantSource clock) {
        this.calls = calls;
        this.transcripts = transcripts;
        this.speech = speech;
        this.drafts = drafts;
        this.clock = clock;
    }

    ObjectNode snapshot(Locale locale) {
        ObjectNode message = message("snapshot");
        message.put("now", Instant.ofEpochMilli(clock.millis()).toString());
        message.set("speech", Json.MAPPER.valueToTree(HealthRoutes.speechView(speech, locale)));
        ArrayNode views = message.putArray("calls");
        for (Call call : calls.recent(CALLS)) {
            views.add(view(call, locale));
        }
        return message;
    }

    ObjectNode speech(Locale locale) {
        ObjectNode message = message("speech");
        HealthRoutes.speechView(speech, locale).forEach(message::putPOJO);
        return message;
    }

    Optional<ObjectNode> call(String callId, Locale locale) {
        return calls.find(callId)
                .map(
                        call -> {
                            if (call.settled()) {
                                partials.remove(callId);
                            }
                            return message("call").set("call", view(call, locale));
                        });
    }

    Optional<ObjectNode> draft(String callId, Locale locale) {
        return drafts.of(callId, locale)
                .map(
                        draft ->
                                message("draft")
                                        .put("call", callId)
                                        .set("draft", Json.MAPPER.valueToTree(draft)));
    }

    ObjectNode partial(Hint.PartialShown shown) {
        partials.computeIfAbsent(shown.callId(), each -> new LinkedHashMap<>())
                .put(key(shown.channel(), shown.utterance()), shown);
        return words(message("partial").put("call", shown.callId()), shown);
    }

    Optional<ObjectNode> stored(Hint.SegmentStored stored) {
        forget(stored.callId(), stored.channel(), stored.utterance());
        Party party = Party.ofCode(stored.channel());
        return transcripts
                .find(stored.callId(), stored.revision(), party, stored.utterance())
                .map(segment -> words(message("final").put("call", segment.callId()), segment));
    }

    ObjectNode dropped(Hint.SegmentDropped dropped) {
        forget(dropped.callId(), dropped.channel(), dropped.utterance());
        return message("dropped")
                .put("call", dropped.callId())
                .put("channel", dropped.channel())
                .put("utterance", dropped.utterance());
    }

    static ObjectNode presence(Hint.AtDraft at) {
        return message("presence")
                .put("call", at.callId())
                .put("draft", at.draftId())
                .put("window", at.window())
                .put("name", at.name())
                .put("field", at.field());
    }

    /// Names an utterance among a call's.
    static String key(String channel, long utterance) {
        return channel + ":" + utterance;
    }

    private void forget(String callId, String channel, long utterance) {
        Map<String, Hint.PartialShown> ofCall = partials.get(callId);
        if (ofCall != null) {
            ofCall.remove(key(channel, utterance));
            if (ofCall.isEmpty()) {
                partials.remove(callId);
            }
        }
    }

    private ObjectNode view(Call call, Locale locale) {
        ObjectNode view = Json.MAPPER.valueToTree(CallView.of(call));
        ArrayNode segments = view.putArray("segments");
        List<Segment> best = transcripts.best(call.id());
        best.forEach(each -> segments.add(words(Json.MAPPER.createObjectNode(), each)));
        ArrayNode open = view.putArray("partials");
        Collection<Hint.PartialShown> shown = partials.getOrDefault(call.id(), Map.of()).values();
        shown.forEach(each -> open.add(words(Json.MAPPER.createObjectNode(), each)));
        view.set("draft", Json.MAPPER.valueToTree(drafts.of(call.id(), locale).orElse(null)));
        return view;
    }

    private static ObjectNode words(ObjectNode node, Segment segment) {
        return node.put("channel", segment.channel().code())
                .put("utterance", segment.utterance())
                .put("startMillis", segment.startMillis())
                .put("endMillis", segment.endMillis())
                .put("text", segment.text())
                .put("language", segment.language())
                .put("confidence", segment.confidence());
    }

    private static ObjectNode words(ObjectNode node, Hint.PartialShown shown) {
        return node.put("channel", shown.channel())
                .put("utterance", shown.utterance())
                .put("startMillis", shown.startMillis())
                .put("endMillis", shown.endMillis())
                .put("text", shown.text())
                .put("stableWords", shown.stableWords());
    }

    private static ObjectNode message(String type) {
        return Json.MAPPER.createObjectNode().put("type", type);
    }
}
