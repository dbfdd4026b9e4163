package com.ninja3cx.simulator.demo;

import com.ninja3cx.protocol.Channel;
import com.ninja3cx.protocol.ServerMessage;
import com.ninja3cx.simulator.agent.Observed;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Shows the words of a running call: finals stay as lines, partials pass by.
final class LiveWords implements Consumer<Observed> {

    private final Screen screen;
    private final long callMillis;
    private final AtomicInteger shownBeforeEnd = new AtomicInteger();

    LiveWords(Screen screen, long callMillis) {
        this.screen = screen;
        this.callMillis = callMillis;
    }

    /// Words in final lines that appeared while somebody could still speak.
    int wordsShownBeforeEnd() {
        return shownBeforeEnd.get();
    }

    @Override
    public void accept(Observed seen) {
        switch (seen.message()) {
            case ServerMessage.Partial partial ->
                    screen.passing(line(partial.startMillis(), partial.channel(), partial.text()));
            case ServerMessage.Final last -> {
                screen.endPassing();
                screen.line(line(last.startMillis(), last.channel(), last.text()));
                if (seen.audioMillis() < callMillis) {
                    shownBeforeEnd.addAndGet(last.text().split("\\s+").length);
                }
            }
            case ServerMessage.Welcome _,
                    ServerMessage.Rejected _,
                    ServerMessage.CallOpened _,
                    ServerMessage.StreamOpened _,
                    ServerMessage.Received _,
                    ServerMessage.Committed _,
                    ServerMessage.CallClosed _,
                    ServerMessage.DraftReady _,
                    ServerMessage.Countdown _,
                    ServerMessage.TicketSent _,
                    ServerMessage.Unknown _ -> {}
        }
    }

    private String line(long startMillis, Channel channel, String text) {
        String who =
                switch (channel) {
                    case MICROPHONE -> screen.words("Technicien", "Technician");
                    case SPEAKER -> screen.words("Appelant  ", "Caller    ");
                };
        long seconds = startMillis / 1_000;
        return "  [%02d:%02d] %s  %s".formatted(seconds / 60, seconds % 60, who, text.strip());
    }
}
