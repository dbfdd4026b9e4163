package com.ninja3cx.bench.tickets;

import com.ninja3cx.simulator.ninjaone.Chaos;
import com.ninja3cx.simulator.ninjaone.FakeNinjaOne;
import com.ninja3cx.simulator.ninjaone.LogEntry;
import com.ninja3cx.simulator.ninjaone.Note;
import com.ninja3cx.simulator.ninjaone.Ticket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Counts what NinjaOne holds for each call.
final class Count {

    private final FakeNinjaOne ninja;
    private final Client client;
    private final Node.Door door;
    private final List<ToldCall> calls;
    private final List<String> wrong = new ArrayList<>();

    Count(FakeNinjaOne ninja, Client client, Node.Door door, List<ToldCall> calls) {
        this.ninja = ninja;
        this.client = client;
        this.door = door;
        this.calls = calls;
    }

    KillReport report(KillPlan plan, Chaos chaos, double seconds)
            throws IOException, InterruptedException {
        int right = 0;
        for (ToldCall call : calls) {
            if (exactlyOnce(call)) {
                right++;
            }
        }
        if (ninja.tickets().size() != calls.size()) {
            wrong.add("%d tickets for %d calls".formatted(ninja.tickets().size(), calls.size()));
        }
        JsonNode parked = client.get(door, "/api/outbox?state=parked").path("entries");
        for (JsonNode entry : parked) {
            wrong.add(
                    "%s %s is left to a person: %s"
                            .formatted(
                                    entry.path("kind").asString(""),
                                    entry.path("marker").asString(""),
                                    entry.path("attempts")));
        }
        return new KillReport(
                plan.kills(),
                plan.moments().size(),
                calls.size(),
                right,
                List.copyOf(wrong),
                chaos.lost(),
                chaos.late(),
                resent(),
                parked.size(),
                plan.nodes(),
                plan.seed(),
                Math.round(seconds * 10) / 10.0);
    }

    private boolean exactlyOnce(ToldCall call) throws IOException, InterruptedException {
        JsonNode drafts = client.get(door, "/api/drafts?call=" + call.id()).path("drafts");
        if (drafts.size() != 1) {
            return not(call, drafts.size() + " drafts");
        }
        JsonNode draft = drafts.path(0);
        if (!draft.path("state").asString("").equals("sent")) {
            return not(
                    call, "draft " + draft.path("state").asString("") + ", " + draft.path("note"));
        }
        String reference = draft.path("reference").asString();
        List<Ticket> tickets =
                ninja.tickets().stream()
                        .filter(ticket -> ticket.subject().endsWith(reference))
                        .toList();
        if (tickets.size() != 1) {
            return not(call, tickets.size() + " tickets");
        }
        List<Note> comments =
                ninja.notes(tickets.getFirst().id()).stream()
                        .filter(note -> note.entry().type() == LogEntry.Type.COMMENT)
                        .toList();
        List<Integer> times =
                comments.stream()
                        .map(note -> note.entry().timeTracked())
                        .filter(seconds -> seconds != null)
                        .toList();
        long files = comments.stream().filter(note -> !note.files().isEmpty()).count();
        long notes = comments.size() - files - times.size();
        if (notes != 1 || files != 1 || !times.equals(List.of(call.seconds()))) {
            return not(
                    call,
                    "%d notes, %d files, times %s of %d s"
                            .formatted(notes, files, times, call.seconds()));
        }
        return true;
    }

    private boolean not(ToldCall call, String why) {
        wrong.add(call.pbxCallId() + ": " + why);
        return false;
    }

    private int resent() throws IOException, InterruptedException {
        int again = 0;
        for (JsonNode entry : client.get(door, "/api/outbox?state=sent").path("entries")) {
            for (JsonNode attempt : entry.path("attempts")) {
                again += attempt.path("outcome").asString("").equals("not_there") ? 1 : 0;
            }
        }
        return again;
    }
}
