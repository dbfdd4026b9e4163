package com.ninja3cx.simulator.threecx;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// How a PBX writes its end-of-call report: as the template of the troubleshooting guide promises,
/// or as installations really do.
public enum Journal {
    /// Every field filled.
    GUIDE,

    /// Without `callId` and `callee`: 3CX has no variables for them.
    WITHOUT_CALL_ID,

    /// Variables that 3CX does not know stand there as they were written: `[CallID]`,
    /// `[CalledNumber]`, `[RecordingURL]`.
    LITERAL_VARIABLES,

    /// Empty strings instead of what is missing, the duration in seconds.
    EMPTY_STRINGS,

    /// Times in the culture of an Austrian PBX: `22.11.2026 09:00:00`.
    AUSTRIAN_TIMES,

    /// Times in the culture of an American PBX: `11/22/2026 09:00:00`.
    AMERICAN_TIMES;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final DateTimeFormatter AUSTRIAN =
            DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter AMERICAN =
            DateTimeFormatter.ofPattern("MM/dd/yyyy HH:mm:ss").withZone(ZoneOffset.UTC);

    /// The body that is posted.
    public String write(FinishedCall call) {
        return MAPPER.writeValueAsString(fields(call));
    }

    Map<String, String> fields(FinishedCall call) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("callId", call.callId());
        fields.put("caller", call.caller());
        fields.put("callee", call.callee());
        fields.put("agentExt", call.agentExtension());
        fields.put("agentMail", call.agentMail());
        fields.put("direction", call.direction());
        fields.put("duration", clock(call.duration()));
        fields.put("wav", call.wav() == null ? "" : call.wav());
        fields.put("endUtc", call.end().toString());
        fields.put("startTime", call.start().toString());
        fields.put("status", call.status());
        switch (this) {
            case GUIDE -> {}
            case WITHOUT_CALL_ID -> {
                fields.remove("callId");
                fields.remove("callee");
            }
            case LITERAL_VARIABLES -> {
                fields.put("callId", "[CallID]");
                fields.put("callee", "[CalledNumber]");
                fields.put("wav", "[RecordingURL]");
            }
            case EMPTY_STRINGS -> {
                fields.put("callId", "");
                fields.put("callee", "");
                fields.put("agentMail", "");
                fields.put("duration", Long.toString(call.duration().toSeconds()));
            }
            case AUSTRIAN_TIMES -> times(fields, call, AUSTRIAN);
            case AMERICAN_TIMES -> times(fields, call, AMERICAN);
        }
        return fields;
    }

    private static void times(
            Map<String, String> fields, FinishedCall call, DateTimeFormatter culture) {
        fields.put("endUtc", culture.format(call.end()));
        fields.put("startTime", culture.format(call.start()));
    }

    private static String clock(Duration duration) {
        return "%02d:%02d:%02d"
                .formatted(duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
    }
}
