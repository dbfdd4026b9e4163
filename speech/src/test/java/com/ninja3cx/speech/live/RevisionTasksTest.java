package com.ninja3cx.speech.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.speech.live.RevisionTasks.Task;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RevisionTasksTest {

    private final AtomicLong clock = new AtomicLong();
    private final RevisionTasks tasks = new RevisionTasks();

    @Test
    void callsThatAreOverGoFirstInTheOrderInWhichTheyEnded() throws Exception {
        var running = new Urgency(clock::get);
        var lastEnded = new Urgency(clock::get);
        var firstEnded = new Urgency(clock::get);
        Task first = add(running);
        Task second = add(lastEnded);
        Task third = add(firstEnded);
        Task fourth = add(new Urgency(clock::get));
        assertThat(tasks.pressing()).isFalse();
        clock.addAndGet(1);
        firstEnded.hurry();
        clock.addAndGet(1);
        lastEnded.hurry();

        assertThat(tasks.pressing()).isTrue();
        assertThat(tasks.take()).isSameAs(third);
        assertThat(tasks.take()).isSameAs(second);
        assertThat(tasks.pressing()).isFalse();
        assertThat(tasks.take()).isSameAs(first);
        assertThat(tasks.take()).isSameAs(fourth);
    }

    @Test
    void whoAsksTwiceIsNotServedLater() throws Exception {
        var early = new Urgency(clock::get);
        var late = new Urgency(clock::get);
        early.hurry();
        clock.addAndGet(1);
        late.hurry();
        clock.addAndGet(1);
        early.hurry();
        add(late);
        Task expected = add(early);

        assertThat(tasks.take()).isSameAs(expected);
    }

    @Test
    void aWindowThatHasWaitedLongPresses() {
        var urgency = new Urgency(clock::get);
        assertThat(urgency.pressing()).isFalse();
        urgency.asked();
        clock.addAndGet(Duration.ofSeconds(9).toNanos());
        assertThat(urgency.pressing()).isFalse();
        clock.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(urgency.pressing()).isTrue();

        urgency.asked();
        assertThat(urgency.pressing()).as("the next one").isFalse();
    }

    @Test
    void aWindowThatHasWaitedLongIsNotOvertakenForEver() throws Exception {
        var running = new Urgency(clock::get);
        Task waiting = add(running);
        running.asked();
        clock.addAndGet(Duration.ofSeconds(11).toNanos());
        var ended = new Urgency(clock::get);
        ended.hurry();
        Task later = add(ended);

        assertThat(tasks.take()).isSameAs(waiting);
        assertThat(tasks.take()).isSameAs(later);
    }

    @Test
    void whatWaitsAtTheEndIsGivenUp() throws Exception {
        Task left = add(new Urgency(clock::get));

        tasks.drain().forEach(task -> task.cancel(false));

        assertThat(left).isCancelled();
        Task next = add(new Urgency(clock::get));
        assertThat(tasks.take()).isSameAs(next);
    }

    private Task add(Urgency urgency) {
        var task = new Task(() -> {}, urgency);
        tasks.add(task);
        return task;
    }
}
