package com.ninja3cx.bench.calls;

import com.ninja3cx.simulator.calls.CallScript;
import com.ninja3cx.simulator.calls.DemoCall;
import com.ninja3cx.simulator.calls.SpokenWord;
import com.ninja3cx.simulator.calls.Turn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Word times of the demonstration calls, for copies of these calls that were made without.
final class KnownWords {

    private record Place(long startMillis, long endMillis, String text) {}

    private KnownWords() {}

    /// Fills in words where a turn has none and is known by its text and its times.
    static CallScript complete(CallScript script) {
        if (script.turns().stream().noneMatch(turn -> turn.words().isEmpty())) {
            return script;
        }
        Map<Place, List<SpokenWord>> known = known();
        return new CallScript(
                script.language(),
                script.turns().stream()
                        .map(
                                turn ->
                                        turn.words().isEmpty()
                                                ? turn.with(
                                                        known.getOrDefault(place(turn), List.of()))
                                                : turn)
                        .toList());
    }

    private static Map<Place, List<SpokenWord>> known() {
        var known = new HashMap<Place, List<SpokenWord>>();
        for (String name : DemoCall.names()) {
            DemoCall.named(name).turns().forEach(turn -> known.put(place(turn), turn.words()));
        }
        return known;
    }

    private static Place place(Turn turn) {
        return new Place(turn.startMillis(), turn.endMillis(), turn.text());
    }
}
