package com.ninja3cx.speech.models;

import java.util.concurrent.TimeUnit;

/// Turns byte counts into progress reports, at most five a second, with the speed of the last
/// seconds.
final class Meter {

    private static final long REPORT_EVERY = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long SPEED_OVER = TimeUnit.SECONDS.toNanos(3);

    private final String what;
    private final String source;
    private final FetchProgress progress;
    private long lastReport;
    private long speedSince;
    private long speedFrom;
    private long speed;

    Meter(String what, String source, FetchProgress progress) {
        this.what = what;
        this.source = source;
        this.progress = progress;
    }

    void at(long done, long total) {
        long now = System.nanoTime();
        if (speedSince == 0) {
            speedSince = now;
            speedFrom = done;
        }
        boolean last = total > 0 && done >= total;
        if (lastReport != 0 && now - lastReport < REPORT_EVERY && !last) {
            return;
        }
        long elapsed = now - speedSince;
        if (elapsed > 0) {
            speed = (long) ((done - speedFrom) * 1e9 / elapsed);
        }
        if (elapsed > SPEED_OVER) {
            speedSince = now;
            speedFrom = done;
        }
        lastReport = now;
        progress.report(new FetchProgress.Step(what, source, done, total, speed));
    }
}
