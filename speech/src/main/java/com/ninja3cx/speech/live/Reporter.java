package com.ninja3cx.speech.live;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread that tells what needs no decoding: marks, ends, and texts that were read ahead. So
/// these never wait for a decoding thread.
final class Reporter implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Reporter.class);

    private final DecodeQueue queue;
    private final FinalTexts finals;

    Reporter(DecodeQueue queue, FinalTexts finals) {
        this.queue = queue;
        this.finals = finals;
    }

    @Override
    public void run() {
        try {
            for (var work = queue.takeReports(); work != null; work = queue.takeReports()) {
                try {
                    finals.report(work);
                } catch (RuntimeException failed) {
                    log.error("whisper: a report failed", failed);
                } finally {
                    queue.done(work);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
