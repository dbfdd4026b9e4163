package com.ninja3cx.server.transcript;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds what was heard twice: a caller's voice that two agents hear, or that comes out of a
/// loudspeaker into the technician's microphone. It is kept once, where it was said:
/// 1. within one part of a call, the far end's words go before the microphone's, unless the
///    microphone had them clearly earlier (then the far end hears the technician's loudspeaker);
/// 2. between the parts of two agents on the same channel, the surer text stays;
/// 3. what one agent says and another agent's speaker plays stays with who said it.
///
/// A segment goes only when all its words stand in the other place at the same time. What only one
/// place has stays, and so do words that two people may well say at once: fewer than
/// [#FEWEST_WORDS], unless longer speech showed before that one place repeats the other.
public final class SameVoice {

    private static final int FEWEST_WORDS = 3;

    /// Words in the same place that show that it repeats another one.
    private static final int ESTABLISHED = 8;

    /// How much sooner the source of an echo starts, at least, to be taken for it.
    private static final long CLEARLY_EARLIER = 300;

    /// Times of two hearings of the same words differ by so much …
    private static final long SLACK = 300;

    /// … and clocks of two agents' machines by so much.
    private static final long CLOCKS = 3_000;

    /// The part of a segment, in hundredths, during which the other place must be heard, too.
    private static final int COVERED = 60;

    private final List<Segment> left;
    private final Set<Segment> gone = new HashSet<>();

    private SameVoice(List<Segment> all) {
        this.left = new ArrayList<>(all);
    }

    /// Where segments come from.
    private record Place(long leg, Party party) {
        static Place of(Segment segment) {
            return new Place(segment.utterance() / Segment.PER_LEG, segment.channel());
        }
    }

    /// The segments of one call that repeat others of them.
    public static Set<Segment> repeated(List<Segment> ofOneCall) {
        List<Place> places = ofOneCall.stream().map(Place::of).distinct().toList();
        if (places.size() < 2) {
            return Set.of();
        }
        var voices = new SameVoice(ofOneCall);
        voices.find(places);
        return voices.gone;
    }

    /// The segments of one call, each voice once.
    public static List<Segment> once(List<Segment> ofOneCall) {
        Set<Segment> repeated = repeated(ofOneCall);
        return ofOneCall.stream().filter(each -> !repeated.contains(each)).toList();
    }

    private void find(List<Place> places) {
        for (Place one : places) {
            for (Place other : places) {
                if (one.leg() == other.leg()
                        && one.party() == Party.AGENT
                        && other.party() == Party.CALLER) {
                    loudspeaker(one, other);
                }
            }
        }
        for (Place one : places) {
            for (Place other : places) {
                if (one.leg() < other.leg() && one.party() == other.party()) {
                    twoAgents(one, other);
                }
            }
        }
        for (Place speaker : places) {
            for (Place microphone : places) {
                if (speaker.leg() != microphone.leg()
                        && speaker.party() == Party.CALLER
                        && microphone.party() == Party.AGENT) {
                    drop(speaker, microphone, skew(speaker.leg(), microphone.leg()), null);
                }
            }
        }
    }

    private void loudspeaker(Place microphone, Place speaker) {
        // Starts can be compared only where both pieces hold the same words.
        drop(
                speaker,
                microphone,
                0,
                (echo, source) ->
                        source.startMillis() < echo.startMillis() - CLEARLY_EARLIER
                                && SpokenWords.of(source.text())
                                        .within(SpokenWords.of(echo.text())));
        drop(microphone, speaker, 0, null);
    }

    private void twoAgents(Place one, Place other) {
        long skew = skew(one.leg(), other.leg());
        Condition lessSure = (segment, kept) -> segment.confidence() < kept.confidence();
        drop(one, other, skew, lessSure);
        drop(other, one, -skew, null);
    }

    /// What has to hold besides, of a segment and the first one that holds its words.
    private interface Condition {
        boolean holds(Segment repeated, Segment kept);
    }

    /// Drops what `from` repeats of `kept`; `skew` is added to the times of `from`.
    private void drop(Place from, Place kept, long skew, @Nullable Condition also) {
        int words = 0;
        List<Segment> shorter = new ArrayList<>();
        for (Segment each : of(from)) {
            List<Segment> near = near(each, kept, skew);
            SpokenWords said = SpokenWords.of(each.text());
            if (near.isEmpty()
                    || !said.within(SpokenWords.of(near))
                    || (also != null && !also.holds(each, near.getFirst()))) {
                continue;
            }
            if (said.count() < FEWEST_WORDS) {
                shorter.add(each);
            } else {
                words += said.count();
                remove(each);
            }
        }
        if (words >= ESTABLISHED) {
            shorter.forEach(this::remove);
        }
    }

    private void remove(Segment segment) {
        left.remove(segment);
        gone.add(segment);
    }

    private List<Segment> of(Place place) {
        return left.stream().filter(each -> Place.of(each).equals(place)).toList();
    }

    /// What is heard in a place during a segment, if that is most of the time.
    private List<Segment> near(Segment segment, Place place, long skew) {
        long start = segment.startMillis() + skew;
        long end = Math.max(segment.endMillis() + skew, start + 1);
        List<Segment> near = new ArrayList<>();
        long covered = 0;
        long until = start;
        for (Segment each : of(place)) {
            long from = Math.max(until, each.startMillis() - SLACK);
            long to = Math.min(end, each.endMillis() + SLACK);
            if (each.startMillis() - SLACK < end && each.endMillis() + SLACK > start) {
                near.add(each);
                covered += Math.max(0, to - from);
                until = Math.max(until, to);
            }
        }
        return covered * 100 >= (end - start) * COVERED ? near : List.of();
    }

    /// How far the clock of leg `other` is ahead of `one`'s, by the far end's words that both
    /// heard.
    private long skew(long one, long other) {
        List<Long> differences = new ArrayList<>();
        List<Segment> others = of(new Place(other, Party.CALLER));
        for (Segment a : of(new Place(one, Party.CALLER))) {
            SpokenWords words = SpokenWords.of(a.text());
            if (words.count() <= FEWEST_WORDS) {
                continue;
            }
            for (Segment b : others) {
                long difference = b.startMillis() - a.startMillis();
                if (Math.abs(difference) <= CLOCKS && words.within(SpokenWords.of(b.text()))) {
                    differences.add(difference);
                }
            }
        }
        differences.sort(null);
        return differences.isEmpty() ? 0 : differences.get(differences.size() / 2);
    }
}
