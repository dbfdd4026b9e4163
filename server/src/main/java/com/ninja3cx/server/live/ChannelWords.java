package com.ninja3cx.server.live;

import com.ninja3cx.protocol.Channel;
import com.ninja3cx.protocol.ServerMessage;
import com.ninja3cx.server.call.Leg;
import com.ninja3cx.server.cluster.Hint;
import com.ninja3cx.server.transcript.Party;
import com.ninja3cx.server.transcript.Segment;
import com.ninja3cx.server.transcript.Word;
import com.ninja3cx.speech.RecognizerEvent;
import com.ninja3cx.speech.Said;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// The words of one channel of one leg: stored first, then told to those who watch the call and to
/// the agent. Used by one thread at a time.
final class ChannelWords {

    private final Workshop workshop;
    private final Leg leg;
    private final String callRef;
    private final Channel channel;
    private final Party party;
    private final long offsetMillis;
    private final Consumer<ServerMessage> agent;

    /// @param offsetMillis of the leg within its call
    /// @param agent whoever gives the sound now, if anybody
    ChannelWords(
            Workshop workshop,
            Leg leg,
            String callRef,
            Channel channel,
            long offsetMillis,
            Consumer<ServerMessage> agent) {
        this.workshop = workshop;
        this.leg = leg;
        this.callRef = callRef;
        this.channel = channel;
        this.party = Party.of(channel);
        this.offsetMillis = offsetMillis;
        this.agent = agent;
    }

    /// What was said before utterance `next`, with the kept sound of the latest.
    List<Said> before(long next, Path sound) {
        List<Segment> own =
                workshop.transcripts().heard(leg.callId(), party).stream()
                        .filter(each -> each.utterance() >= number(0))
                        .filter(each -> each.utterance() < number(next))
                        .toList();
        return SaidBefore.of(own, offsetMillis, sound);
    }

    void show(RecognizerEvent.Partial partial) {
        agent.accept(
                new ServerMessage.Partial(
                        callRef,
                        channel,
                        partial.utterance(),
                        partial.startMillis(),
                        partial.endMillis(),
                        partial.text(),
                        partial.stableWords()));
        workshop.bus()
                .publish(
                        new Hint.PartialShown(
                                leg.callId(),
                                party.code(),
                                number(partial.utterance()),
                                partial.startMillis() + offsetMillis,
                                partial.endMillis() + offsetMillis,
                                partial.text(),
                                partial.stableWords()));
    }

    void store(RecognizerEvent.Final said) {
        var segment =
                new Segment(
                        leg.callId(),
                        Segment.LIVE,
                        party,
                        number(said.utterance()),
                        said.startMillis() + offsetMillis,
                        said.endMillis() + offsetMillis,
                        said.text(),
                        said.language(),
                        said.confidence(),
                        Word.of(said.words(), offsetMillis));
        Set<Segment> repeated =
                workshop.database()
                        .write(handle -> workshop.transcripts().addOnce(handle, segment));
        for (Segment each : repeated) {
            workshop.bus()
                    .publish(
                            new Hint.SegmentDropped(
                                    leg.callId(), each.channel().code(), each.utterance()));
        }
        if (repeated.contains(segment)) {
            clear(said.utterance());
            return;
        }
        workshop.bus()
                .publish(
                        new Hint.SegmentStored(
                                leg.callId(), Segment.LIVE, party.code(), segment.utterance()));
        agent.accept(
                new ServerMessage.Final(
                        callRef,
                        channel,
                        said.utterance(),
                        said.startMillis(),
                        said.endMillis(),
                        said.text(),
                        said.language(),
                        said.confidence()));
    }

    void drop(long utterance) {
        workshop.bus()
                .publish(new Hint.SegmentDropped(leg.callId(), party.code(), number(utterance)));
        clear(utterance);
    }

    private void clear(long utterance) {
        // The agent's window has no message for it: an empty partial clears the words.
        agent.accept(new ServerMessage.Partial(callRef, channel, utterance, 0, 0, "", 0));
    }

    private long number(long utterance) {
        return leg.ordinal() * Segment.PER_LEG + utterance;
    }
}
