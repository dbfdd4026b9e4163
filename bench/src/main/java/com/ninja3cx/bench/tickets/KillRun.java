package com.ninja3cx.bench.tickets;

import com.ninja3cx.simulator.ninjaone.Chaos;
import com.ninja3cx.simulator.ninjaone.FakeNinjaOne;
import com.ninja3cx.simulator.ninjaone.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Kills servers while they write tickets to a simulated NinjaOne that loses every tenth reply and
/// lets writes land late, then counts what is there.
///
/// Time is compressed: the settle time of 120 s is 4 s here, the 60 s a late write may take are 2
/// s.
final class KillRun {

    private static final String SECRET = "a secret for this measurement";
    private static final int TIMEOUT_SECONDS = 1;
    private static final int SETTLE_SECONDS = 4;
    private static final Duration LATEST = Duration.ofSeconds(2);
    private static final int CALLS_PER_KILL = 2;
    private static final int LONGEST_LIFE_MILLIS = 1_500;
    private static final int SECONDS_TO_DIE = 300;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int SAMPLES = 16_000;
    private static final Set<String> OVER = Set.of("sent", "parked", "cancelled");

    private final KillPlan plan;
    private final InstantSource clock;
    private final Consumer<String> progress;
    private final Random random;
    private final List<ToldCall> told = new ArrayList<>();
    private final List<ToldCall> untold = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private int callNumber;

    KillRun(KillPlan plan, InstantSource clock, Consumer<String> progress) {
        this.plan = plan;
        this.clock = clock;
        this.progress = progress;
        this.random = new Random(plan.seed());
    }

    KillReport run() throws IOException, InterruptedException {
        long began = System.nanoTime();
        try (FakeNinjaOne ninja = FakeNinjaOne.start(0, Options.strict(clock));
                var client = new Client(SECRET)) {
            Chaos chaos = new Chaos(new Random(plan.seed() + 1), 0.10, 0.05, LATEST);
            var command = new ServerCommand(plan.folder());
            Map<String, String> environment = environment(ninja);
            for (int i = 0; i < plan.nodes(); i++) {
                Path folder = plan.folder().resolve("node-" + i);
                Files.createDirectories(folder);
                nodes.add(new Node(folder, command, environment));
            }
            try {
                prepared(client);
                ninja.faults().chaos(chaos);
                for (String moment : plan.moments()) {
                    atMoment(ninja, client, moment);
                }
                for (int kill = 0; kill < plan.kills(); kill++) {
                    progress.accept("kill %d/%d".formatted(kill + 1, plan.kills()));
                    atRandom(client);
                }
                Node.Door door = rest(client);
                var count = new Count(ninja, client, door, told);
                return count.report(plan, chaos, (System.nanoTime() - began) / 1e9);
            } finally {
                for (Node node : nodes) {
                    node.close();
                }
            }
        }
    }

    /// A first server has got a token, copied the directory and ended in peace. One killed, or not
    /// answered in time, while NinjaOne rotates the token loses it, and only a person can give
    /// another; one killed while it copies lets callers wait to be known. Both are no matter of
    /// tickets.
    private void prepared(Client client) throws IOException, InterruptedException {
        Node first = nodes.getFirst();
        first.start("", Map.of("NINJA_TIMEOUT_SECONDS", "60"));
        Node.Door door = first.ready();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (client.get(door, "/api/directory/people?q=Martin").path("people").isEmpty()
                || !authorised(client.get(door, "/health"))) {
            if (System.nanoTime() > end) {
                throw new IOException("no token, or no copy of the directory");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        first.end();
    }

    private static boolean authorised(JsonNode health) {
        return health.path("ninjaone").path("state").asString("").equals("ok");
    }

    private Map<String, String> environment(FakeNinjaOne ninja) {
        var variables = new TreeMap<String, String>();
        variables.put("NINJA_BASE_URL", ninja.baseUri().toString());
        variables.put("NINJA_CLIENT_ID", Options.CLIENT_ID);
        variables.put("NINJA_CLIENT_SECRET", Options.CLIENT_SECRET);
        variables.put("NINJA_REFRESH_TOKEN", ninja.newRefreshToken());
        variables.put("NINJA_BOARD_ID", "2");
        variables.put("NINJA_TICKET_FORM_ID", "1");
        variables.put("NINJA_ORGANIZATION_ID", "12");
        variables.put("NINJA_TIMEOUT_SECONDS", Integer.toString(TIMEOUT_SECONDS));
        variables.put("NINJA_SETTLE_SECONDS", Integer.toString(SETTLE_SECONDS));
        variables.put("NINJA_REQUESTS_PER_SECOND", "40");
        variables.put("NINJA_POLL_SECONDS", "0");
        variables.put("WEBHOOK_SECRET", SECRET);
        variables.put("SECRET_KEY", "a key for this measurement only");
        variables.put("COUNTDOWN_SECONDS", "0");
        variables.put("ATTACH_RECORDING", "true");
        variables.put("AUDIO_RETENTION_HOURS", "0");
        variables.put("LOG_LEVEL", "info");
        if (plan.databaseUrl() != null) {
            variables.put("DATABASE_URL", plan.databaseUrl());
        }
        return variables;
    }

    /// One server, told of one call, ends at a named moment of its writes.
    private void atMoment(FakeNinjaOne ninja, Client client, String moment)
            throws IOException, InterruptedException {
        progress.accept(moment);
        for (Node each : nodes) {
            each.kill();
        }
        Node node = nodes.getFirst();
        String[] words = moment.split(" ");
        boolean sent = words[0].equals("SENT");
        node.start(sent ? "" : moment);
        var armed = new AtomicReference<>(sent ? words[1] : "");
        ninja.faults()
                .whenWritten(
                        kind -> {
                            if (kind.equals(armed.get())) {
                                armed.set("");
                                kill(node);
                            }
                        });
        // What was left undone may bring it there before it is up: the call is told later then.
        Optional<Node.Door> door = node.readyOrKilled();
        if (door.isPresent()) {
            tell(client, door.get(), 1);
        } else {
            untold.add(ToldCall.number(callNumber++, clock.instant()));
        }
        if (!node.diesWithin(SECONDS_TO_DIE)) {
            throw new IOException("the server did not come to " + moment);
        }
        ninja.faults().whenWritten(kind -> {});
    }

    private static void kill(Node node) {
        try {
            node.kill();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// All servers up, told of calls; one of them dies some time later, or while it starts.
    private void atRandom(Client client) throws IOException, InterruptedException {
        Node victim = nodes.get(random.nextInt(nodes.size()));
        if (!victim.alive()) {
            victim.start("");
        }
        if (random.nextInt(10) == 0 && nodes.size() == 1) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
            victim.kill();
            return;
        }
        for (Node each : nodes) {
            if (!each.alive()) {
                each.start("");
            }
        }
        Node.Door door = nodes.get(random.nextInt(nodes.size())).ready();
        victim.ready();
        tell(client, door, CALLS_PER_KILL);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
        victim.kill();
    }

    /// Tells of new calls, and again of those nobody acknowledged.
    private void tell(Client client, Node.Door door, int fresh)
            throws IOException, InterruptedException {
        for (int i = 0; i < fresh; i++) {
            untold.add(ToldCall.number(callNumber++, clock.instant()));
        }
        for (ToldCall call : List.copyOf(untold)) {
            Optional<String> id = client.tell(door, call);
            if (id.isPresent()) {
                untold.remove(call);
                told.add(call.known(id.get()));
                keepSound(id.get());
            }
        }
    }

    /// What an agent's program would have sent: a second of sound.
    private void keepSound(String call) throws IOException {
        byte[] samples = new byte[SAMPLES * Short.BYTES];
        random.nextBytes(samples);
        for (Node each : nodes) {
            Path folder = each.dataDir().resolve("audio").resolve(call);
            Files.createDirectories(folder);
            Files.write(folder.resolve("0-both.pcm"), samples);
        }
    }

    /// Lets the servers finish in peace.
    private Node.Door rest(Client client) throws IOException, InterruptedException {
        progress.accept("…");
        Node.Door door = null;
        for (Node each : nodes) {
            if (!each.alive()) {
                each.start("");
            }
            door = each.ready();
        }
        if (door == null) {
            throw new IOException("no server");
        }
        tell(client, door, 0);
        long end = System.nanoTime() + PATIENCE.toNanos();
        Set<String> open = told.stream().map(ToldCall::id).collect(Collectors.toSet());
        while (System.nanoTime() < end && unfinished(client, door, open)) {
            TimeUnit.MILLISECONDS.sleep(300);
        }
        return door;
    }

    /// @param open calls not known to be finished; those that are go out of it
    private boolean unfinished(Client client, Node.Door door, Set<String> open)
            throws IOException, InterruptedException {
        for (String state : List.of("ready", "sending", "unknown")) {
            JsonNode entries = client.get(door, "/api/outbox?state=" + state).path("entries");
            if (!entries.isEmpty()) {
                progress.accept("%d %s".formatted(entries.size(), state));
                return true;
            }
        }
        // An entry may have gone from one state to another between these questions.
        Set<String> left = new HashSet<>(open);
        for (String call : left) {
            if (over(client.get(door, "/api/outbox?call=" + call).path("entries"))) {
                open.remove(call);
            }
        }
        return !open.isEmpty();
    }

    private static boolean over(JsonNode entries) {
        return !entries.isEmpty()
                && entries.valueStream()
                        .map(entry -> entry.path("state").asString(""))
                        .allMatch(OVER::contains);
    }
}
