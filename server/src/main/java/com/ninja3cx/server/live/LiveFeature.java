package com.ninja3cx.server.live;

import com.ninja3cx.server.Service;
import com.ninja3cx.server.access.Guard;
import com.ninja3cx.server.call.CallJournal;
import com.ninja3cx.server.call.CallStore;
import com.ninja3cx.server.cluster.Bus;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.recording.AudioFolder;
import com.ninja3cx.server.recording.Revisions;
import com.ninja3cx.server.transcript.TranscriptStore;
import com.ninja3cx.server.web.Routes;
import com.ninja3cx.speech.Speech;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sound in, words out: the sockets of agents and browsers.
public final class LiveFeature {

    private static final Duration DRAIN = Duration.ofSeconds(3);

    private final AgentCalls agentCalls;
    private final AgentRoutes agents;
    private final LiveHub hub;
    private final LiveRoutes viewers;

    private LiveFeature(
            AgentCalls agentCalls, AgentRoutes agents, LiveHub hub, LiveRoutes viewers) {
        this.agentCalls = agentCalls;
        this.agents = agents;
        this.hub = hub;
        this.viewers = viewers;
    }

    public static LiveFeature create(
            Guard guard,
            CallJournal journal,
            CallStore calls,
            TranscriptStore transcripts,
            Database database,
            Speech speech,
            Optional<String> language,
            AudioFolder folder,
            Revisions revisions,
            Drafts drafts,
            @Nullable URI baseUrl,
            Bus bus,
            InstantSource clock) {
        var workshop =
                new Workshop(
                        database,
                        transcripts,
                        speech,
                        language,
                        folder,
                        revisions,
                        new Backlog(Runtime.getRuntime().maxMemory()),
                        bus);
        var agentCalls = new AgentCalls(journal, calls, workshop, bus, clock);
        var picture = new LivePicture(calls, transcripts, speech, drafts, clock);
        var hub = new LiveHub(picture, speech, bus);
        return new LiveFeature(
                agentCalls,
                new AgentRoutes(guard, agentCalls, journal, drafts, bus, baseUrl),
                hub,
                new LiveRoutes(guard, hub));
    }

    public List<Routes> routes() {
        return List.of(agents, viewers);
    }

    public List<Service> services() {
        return List.of(hub, agentCalls, agents);
    }

    /// Stores the words that are ready, then tells everybody connected to come back soon.
    public void goAway() {
        agents.hold();
        agentCalls.drain(DRAIN);
        agents.goAway();
        hub.goAway();
    }

    /// Agents connected now.
    public int agents() {
        return agents.connected();
    }

    /// Browsers watching now.
    public int viewers() {
        return hub.viewers();
    }
}
