package com.ninja3cx.simulator.demo;

import com.ninja3cx.simulator.ninjaone.FakeNinjaOne;
import com.ninja3cx.simulator.ninjaone.Options;
import com.ninja3cx.simulator.threecx.FakeThreeCx;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The settings of the demonstration's server. Of the user's own environment only what concerns the
/// machine and the speech model is kept, so that no real NinjaOne, 3CX or database is ever touched.
record ServerEnvironment(Map<String, String> variables) {

    private static final List<String> NOT_OURS =
            List.of(
                    "NINJA_",
                    "THREECX_",
                    "REDIS_",
                    "DATABASE_",
                    "TLS_",
                    "WEBHOOK_",
                    "RECORDING_",
                    "COUNTDOWN_",
                    "AUDIO_",
                    "TRANSCRIPT_",
                    "LOG_",
                    "SECRET_",
                    "BASE_URL",
                    "PORT",
                    "DATA_DIR",
                    "BIND_",
                    "INTERNAL_");

    /// Every ticket shows up on this board of the simulated NinjaOne.
    private static final String BOARD_WITH_EVERYTHING = "2";

    static ServerEnvironment of(
            Map<String, String> own,
            int port,
            boolean once,
            Path folder,
            FakeNinjaOne ninja,
            FakeThreeCx pbx,
            String webhookSecret) {
        var variables = new TreeMap<String, String>();
        own.forEach(
                (name, value) -> {
                    if (NOT_OURS.stream().noneMatch(name::startsWith)) {
                        variables.put(name, value);
                    }
                });
        URI threeCx = pbx.baseUri();
        variables.put("PORT", Integer.toString(port));
        variables.put("BIND_ADDRESS", "127.0.0.1");
        variables.put("DATA_DIR", folder.resolve("data").toString());
        variables.put("NINJA_BASE_URL", ninja.baseUri().toString());
        variables.put("NINJA_CLIENT_ID", Options.CLIENT_ID);
        variables.put("NINJA_CLIENT_SECRET", Options.CLIENT_SECRET);
        variables.put("NINJA_REFRESH_TOKEN", ninja.newRefreshToken());
        variables.put("NINJA_TICKET_FORM_ID", "1");
        variables.put("NINJA_BOARD_ID", BOARD_WITH_EVERYTHING);
        variables.put("WEBHOOK_SECRET", webhookSecret);
        variables.put("THREECX_URL", threeCx.toString());
        variables.put("RECORDING_HOSTS", threeCx.getAuthority());
        variables.put("COUNTDOWN_SECONDS", once ? "5" : "10");
        return new ServerEnvironment(variables);
    }
}
