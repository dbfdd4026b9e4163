package com.ninja3cx.speech.live;

import com.ninja3cx.speech.reading.HotWords;
import com.ninja3cx.speech.whisper.WindowDecoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One decoding thread: takes work, decodes, reports, hands the streams back. Never ends by an
/// error of its work.
final class DecodeLoop implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(DecodeLoop.class);

    private final DecodeQueue queue;
    private final FinalTexts finals;
    private final Glimpsing glimpses;
    private final Tally tally;
    private final int mostWindows;

    /// @param mostWindows decoded at once by this thread
    DecodeLoop(
            DecodeQueue queue,
            WindowDecoder decoder,
            HotWords hotWords,
            Tally tally,
            int mostWindows) {
        this.queue = queue;
        this.finals = new FinalTexts(decoder, hotWords, tally);
        this.glimpses = new Glimpsing(decoder, tally, queue::busy);
        this.tally = tally;
        this.mostWindows = mostWindows;
    }

    @Override
    public void run() {
        try {
            for (Work work = next(); work != null; work = next()) {
                try {
                    carryOut(work);
                } catch (RuntimeException failed) {
                    tally.failures.increment();
                    log.error("whisper: decoding failed", failed);
                } finally {
                    queue.done(work);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private @org.jspecify.annotations.Nullable Work next() throws InterruptedException {
        return queue.take(mostWindows, glimpses.most(mostWindows));
    }

    private void carryOut(Work work) {
        switch (work) {
            case Work.Reports reports ->
                    throw new IllegalStateException("reports are told by another thread");
            case Work.Finals ended -> finals.read(ended);
            case Work.Pauses pauses -> finals.readAhead(pauses);
            case Work.Glimpses looks -> glimpses.read(looks);
        }
    }
}
