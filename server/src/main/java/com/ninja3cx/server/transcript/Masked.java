package com.ninja3cx.server.transcript;

import com.ninja3cx.server.analysis.Language;
import com.ninja3cx.server.analysis.Masking;
import com.ninja3cx.server.analysis.Turn;
import com.ninja3cx.server.analysis.Voice;
import java.util.ArrayList;
import java.util.List;

/// Segments as they may leave the house: spoken passwords, card numbers and IBANs are hidden.
final class Masked {

    private Masked() {}

    static List<Segment> of(List<Segment> segments) {
        List<Turn> turns =
                segments.stream()
                        .map(
                                each ->
                                        new Turn(
                                                each.channel() == Party.AGENT
                                                        ? Voice.AGENT
                                                        : Voice.CALLER,
                                                each.startMillis(),
                                                each.text()))
                        .toList();
        List<Turn> masked = new Masking(Language.of(turns)).mask(turns);
        List<Segment> covered = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            Segment each = segments.get(i);
            String text = masked.get(i).text();
            // What is hidden must not stand in the words either.
            covered.add(text.equals(each.text()) ? each : each.withText(text));
        }
        return covered;
    }
}
