package com.ninja3cx.speech.live;

import com.ninja3cx.speech.vad.VoiceActivity;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One platform thread that listens for speech in the sound of its streams. A stream stays with one
/// ear, so that its sound keeps its order. The queue holds each stream at most once.
final class Ear implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Ear.class);

    private final BlockingQueue<HeardStream> streams = new LinkedBlockingQueue<>();
    private final VoiceActivity detector;

    Ear(VoiceActivity detector) {
        this.detector = detector;
    }

    void wake(HeardStream stream) {
        streams.add(stream);
    }

    @Override
    public void run() {
        try {
            for (; ; ) {
                HeardStream stream = streams.take();
                try {
                    stream.listen(detector);
                } catch (RuntimeException failed) {
                    log.error("whisper: a stream could not be heard and was closed", failed);
                    stream.fail();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
