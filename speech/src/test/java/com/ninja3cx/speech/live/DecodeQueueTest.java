package com.ninja3cx.speech.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.speech.StreamOptions;
import com.ninja3cx.speech.vad.EndpointEvent.Utterance;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DecodeQueueTest {

    private static final int MILLI = 16;

    private final AtomicLong clock = new AtomicLong();
    private final DecodeQueue queue = new DecodeQueue(clock::get, 2);

    @Test
    void firstLooksAtAnUtteranceGoBeforeFurtherOnes() throws Exception {
        Lane talking = lane();
        Lane starting = lane();
        queue.add(talking, look(0, 1_000));
        queue.done(take());
        queue.add(talking, look(0, 2_000));
        queue.add(starting, look(0, 500));

        assertThat(take().lanes()).containsExactly(starting);
        assertThat(take().lanes()).containsExactly(talking);
    }

    @Test
    void theBusierTheThreadsTheMoreNewSoundAnotherLookNeeds() throws Exception {
        Lane lane = lane();
        Lane other = lane();
        queue.add(lane, look(0, 1_000));
        queue.done(take());
        assertThat(queue.counts().paceMillis()).isLessThan(600);
        busyFor(10);
        assertThat(queue.counts().paceMillis()).isBetween(1_000, 1_500);
        assertThat(queue.counts().busy()).isGreaterThan(0.9);

        queue.add(lane, look(0, 1_600));
        queue.add(other, look(0, 500));
        assertThat(take().lanes()).containsExactly(other);

        queue.add(lane, look(0, 5_000));
        assertThat(take().lanes()).containsExactly(lane);
    }

    @Test
    void threadsWithNothingToDoBringThePaceBack() throws Exception {
        busyFor(10);
        for (int i = 0; i < 60; i++) {
            clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
            queue.counts();
        }

        assertThat(queue.counts().paceMillis()).isLessThan(600);
        assertThat(queue.counts().busy()).isZero();
    }

    @Test
    void workIsSharedAmongThreadsThatHaveNothingToDo() throws Exception {
        for (int i = 0; i < 4; i++) {
            queue.add(lane(), new Job.Final(0, utterance(1_000), i));
        }

        assertThat(take().lanes()).hasSize(2);
        assertThat(take().lanes()).hasSize(2);
        assertThat(queue.counts().waitingFinals()).isEqualTo(4);
    }

    @Test
    void whatEndedGoesBeforeWhatPausesAndThatBeforeWhatGoesOn() throws Exception {
        Lane goesOn = lane();
        Lane pauses = lane();
        Lane ended = lane();
        queue.add(goesOn, look(0, 800));
        queue.add(pauses, Glimpse.pausing(0, utterance(800)));
        queue.add(ended, new Job.Final(0, utterance(800), 0));

        assertThat(take()).isInstanceOf(Work.Finals.class);
        assertThat(take()).isInstanceOf(Work.Pauses.class);
        assertThat(take()).isInstanceOf(Work.Glimpses.class);
    }

    @Test
    void aTextReadAheadIsReportedAndOnlyForTheUtteranceItIsOf() throws Exception {
        Lane lane = lane();
        Utterance heard = utterance(800);
        lane.reading.keep(new ReadAhead(3, heard.samples(), Optional.empty()));
        queue.add(lane, new Job.Final(3, heard, 0));
        queue.add(lane, new Job.Mark(20_000, 4));
        queue.add(lane, new Job.Final(4, utterance(900), 0));

        Work.Reports reports = Objects.requireNonNull(queue.takeReports());

        assertThat(reports.jobs()).hasSize(2);
        assertThat(queue.counts().waitingFinals()).isEqualTo(2);
        lane.reading.takeReadAhead();
        queue.done(reports);
        assertThat(queue.counts().waitingFinals()).isEqualTo(1);
        assertThat(take()).isInstanceOf(Work.Finals.class);
    }

    @Test
    void aBusyMachineDoesNotReadAheadWhereSpeakersOnlyPause() throws Exception {
        Lane lane = lane();
        for (int i = 0; i < 10; i++) {
            queue.add(lane, Glimpse.pausing(i, utterance(800)));
            Work work = take();
            assertThat(work).isInstanceOf(Work.Pauses.class);
            queue.done(work);
        }
        busyFor(3);

        queue.add(lane, Glimpse.pausing(10, utterance(800)));
        Work work = take();

        assertThat(work).isInstanceOf(Work.Glimpses.class);
        assertThat(((Work.Glimpses) work).glimpses().getFirst().pausing()).isNull();
    }

    @Test
    void whatComesLastWaitsOnlyWhileAllThreadsAreAtWork() throws Exception {
        queue.add(lane(), look(0, 1_000));
        queue.add(lane(), look(0, 1_000));
        Work first = take();
        queue.takeSpareTime(false, TimeUnit.HOURS.toNanos(1));
        queue.giveSpareTimeBack(false);

        take();
        assertThat(waited()).isGreaterThan(50);
        queue.giveSpareTimeBack(false);

        queue.done(first);
        queue.takeSpareTime(false, TimeUnit.HOURS.toNanos(1));
        assertThat(waited()).as("the one idle thread's time is taken").isGreaterThan(50);
    }

    @Test
    void whileSomebodyWaitsForARevisionOneThreadAloneLooksFurtherAndFirstWordsDoNotWait()
            throws Exception {
        Lane one = lane();
        Lane other = lane();
        Lane starting = lane();
        for (Lane lane : List.of(one, other)) {
            queue.add(lane, look(0, 1_000));
            queue.done(take());
        }
        queue.takeSpareTime(true, 0);
        queue.add(one, look(0, 5_000));
        Work first = take();
        queue.add(other, look(0, 5_000));
        queue.add(starting, look(0, 500));

        Work second = take();

        assertThat(first.lanes()).containsExactly(one);
        assertThat(second.lanes()).containsExactly(starting);
        queue.done(second);
        queue.giveSpareTimeBack(true);
        assertThat(take().lanes()).containsExactly(other);
    }

    @Test
    void aFurtherLookIsNotBegunBesideAnotherWhileSomebodyWaits() {
        Lane lane = lane();
        queue.add(lane, look(0, 1_000));
        lane.look();
        queue.add(lane, look(0, 5_000));
        var next = new NextWork(new Foresight());

        assertThat(next.of(List.of(lane), asked(false))).isNull();
        assertThat(next.of(List.of(lane), asked(true))).isInstanceOf(Work.Glimpses.class);
    }

    private static NextWork.Asked asked(boolean mayGlimpse) {
        return new NextWork.Asked(8, 8, 1, mayGlimpse, 450, 0.5);
    }

    @Test
    void whileSomebodyWaitsForARevisionGlimpsesNeedMoreNewSound() throws Exception {
        Lane lane = lane();
        Lane starting = lane();
        queue.add(lane, look(0, 1_000));
        queue.done(take());
        int pace = queue.counts().paceMillis();
        queue.takeSpareTime(true, 0);

        assertThat(queue.counts().paceMillis()).isEqualTo(pace * 3 / 2);
        queue.add(lane, look(0, 1_000 + pace + 100));
        queue.add(starting, look(0, 500));
        Work first = take();
        queue.done(first);
        queue.giveSpareTimeBack(true);

        assertThat(first.lanes()).containsExactly(starting);
        assertThat(take().lanes()).containsExactly(lane);
        assertThat(queue.counts().paceMillis()).isEqualTo(pace);
    }

    /// Milliseconds spent waiting for spare time, at most 60.
    private long waited() throws InterruptedException {
        long before = System.nanoTime();
        queue.takeSpareTime(false, TimeUnit.MILLISECONDS.toNanos(60));
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
    }

    private Work take() throws InterruptedException {
        return Objects.requireNonNull(queue.take(8, 1));
    }

    private void busyFor(int seconds) throws InterruptedException {
        queue.add(lane(), new Job.Final(0, utterance(500), 0));
        queue.add(lane(), new Job.Final(0, utterance(500), 0));
        List<Work> works = List.of(take(), take());
        for (int i = 0; i < seconds; i++) {
            clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
            queue.counts();
        }
        works.forEach(queue::done);
    }

    private Lane lane() {
        var lane =
                new Lane(
                        new Reading(
                                StreamOptions.fromStart(Optional.of("fr")),
                                List.of("fr"),
                                event -> {}));
        queue.open(lane);
        return lane;
    }

    private static Glimpse look(long utterance, int millis) {
        return Glimpse.speaking(utterance, 0, new float[millis * MILLI]);
    }

    private static Utterance utterance(int millis) {
        return new Utterance(0, new float[millis * MILLI], 0, millis * MILLI, millis);
    }
}
