package com.ninja3cx.simulator.score;

import com.ninja3cx.protocol.Channel;
import com.ninja3cx.protocol.ServerMessage;
import com.ninja3cx.simulator.agent.Observed;
import com.ninja3cx.simulator.calls.Turn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// How far the words were behind the people, in milliseconds of audio time, one entry for each turn
/// of the reference that was heard.
///
/// @param firstPartials first words on screen, minus the start of the turn
/// @param finals last final of the turn, minus its end
public record LiveTimes(List<Long> firstPartials, List<Long> finals) {

    /// Speech that the detector places up to this much before the reference still belongs to it.
    private static final long SLACK = 300;

    public LiveTimes {
        firstPartials = firstPartials.stream().sorted().toList();
        finals = finals.stream().sorted().toList();
    }

    public static LiveTimes of(List<Turn> turns, List<Observed> observed) {
        var partials = new ArrayList<Long>();
        var finals = new ArrayList<Long>();
        for (Turn turn : turns) {
            observed.stream()
                    .filter(
                            seen ->
                                    seen.message() instanceof ServerMessage.Partial partial
                                            && !partial.text().isBlank()
                                            && partial.channel() == turn.channel()
                                            && within(turn, partial.startMillis()))
                    .mapToLong(Observed::audioMillis)
                    .min()
                    .ifPresent(at -> partials.add(at - turn.startMillis()));
            observed.stream()
                    .filter(
                            seen ->
                                    seen.message() instanceof ServerMessage.Final last
                                            && last.channel() == turn.channel()
                                            && within(turn, last.startMillis()))
                    .mapToLong(Observed::audioMillis)
                    .max()
                    .ifPresent(at -> finals.add(at - turn.endMillis()));
        }
        return new LiveTimes(partials, finals);
    }

    public LiveTimes plus(LiveTimes other) {
        var partials = new ArrayList<>(firstPartials);
        partials.addAll(other.firstPartials);
        var all = new ArrayList<>(finals);
        all.addAll(other.finals);
        return new LiveTimes(partials, all);
    }

    /// The value below which this share of the sorted values lies; 0 when there are none.
    public static long percentile(List<Long> sorted, double share) {
        if (sorted.isEmpty()) {
            return 0;
        }
        int index = (int) Math.ceil(share * sorted.size()) - 1;
        return sorted.get(Math.clamp(index, 0, sorted.size() - 1));
    }

    public static long highest(List<Long> values) {
        return values.isEmpty() ? 0 : Collections.max(values);
    }

    private static boolean within(Turn turn, long startMillis) {
        return startMillis >= turn.startMillis() - SLACK && startMillis <= turn.endMillis();
    }

    /// Everything that was said on one channel, in order.
    public static String text(List<Observed> observed, Channel channel) {
        var text = new StringBuilder();
        for (Observed seen : observed) {
            if (seen.message() instanceof ServerMessage.Final last && last.channel() == channel) {
                text.append(last.text()).append(' ');
            }
        }
        return text.toString().strip();
    }
}
