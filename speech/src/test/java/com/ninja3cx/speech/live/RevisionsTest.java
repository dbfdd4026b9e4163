package com.ninja3cx.speech.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ninja3cx.speech.FakeDecoder;
import com.ninja3cx.speech.RevisedSegment;
import com.ninja3cx.speech.RevisionStream;
import com.ninja3cx.speech.Sounds;
import com.ninja3cx.speech.reading.HotWords;
import com.ninja3cx.speech.vad.LoudnessActivity;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Revisions with room for what one call that is over holds.
@Timeout(60)
class RevisionsTest {

    private static final float[] SPEECH = Sounds.join(Sounds.noise(3, 0.3, 1), Sounds.silence(1));

    private final HeldWindows windows = new HeldWindows(1);
    private final Revisions revisions =
            new Revisions(
                    new DecodeQueue(System::nanoTime, 1),
                    windows,
                    System::nanoTime,
                    List.of("fr"),
                    HotWords.NONE);
    private final List<RevisedSegment> first = new CopyOnWriteArrayList<>();
    private final List<RevisedSegment> second = new CopyOnWriteArrayList<>();
    private final RevisionStream held = revisions.open(Optional.of("fr"), first::add);
    private final RevisionStream other = revisions.open(Optional.of("fr"), second::add);
    private Thread reader;

    @BeforeEach
    void start() {
        revisions.ready(new LoudnessActivity(), new FakeDecoder());
        reader = Thread.ofPlatform().daemon().start(revisions::run);
    }

    @AfterEach
    void stop() throws Exception {
        revisions.close();
        reader.interrupt();
        reader.join();
    }

    @Test
    void aCallThatGoesOnWaitsWhileOneThatIsOverHoldsSound() throws Exception {
        Thread waiting = waitBehindACallThatIsOver();

        held.finish();

        waiting.join();
        assertThat(first).hasSize(1);
        assertThat(second).hasSize(1);
        assertThat(windows.over()).isZero();
    }

    @Test
    void callsThatGoOnDoNotWaitForEachOther() throws Exception {
        held.accept(SPEECH);

        read(other).join();

        assertThat(second).hasSize(1);
    }

    @Test
    void aCallThatIsOverNeverWaitsForRoom() throws Exception {
        held.accept(SPEECH);
        held.hurry();

        other.hurry();
        read(other).join();

        assertThat(second).hasSize(1);
        assertThat(windows.over()).isEqualTo(1);
    }

    @Test
    void aCallThatEndsWhileItWaitsForRoomIsReadAtOnce() throws Exception {
        Thread waiting = waitBehindACallThatIsOver();

        other.hurry();

        waiting.join();
        assertThat(second).hasSize(1);
    }

    @Test
    void silenceTakesNoRoomAndWhatIsSaidDoesUntilItIsRead() throws Exception {
        held.hurry();
        held.accept(Sounds.silence(5));
        assertThat(windows.over()).isZero();

        // Still being spoken, then in the window.
        held.accept(Sounds.noise(3, 0.3, 1));
        assertThat(windows.over()).isEqualTo(1);
        held.accept(Sounds.silence(4));
        assertThat(windows.over()).isEqualTo(1);

        held.finish();
        assertThat(windows.over()).isZero();
    }

    @Test
    void aCallThatIsGivenUpLeavesItsRoom() throws Exception {
        Thread waiting = waitBehindACallThatIsOver();
        waiting.interrupt();
        waiting.join();
        assertThat(windows.over()).isEqualTo(1);

        held.close();

        assertThat(windows.over()).isZero();
        assertThat(windows.waiting()).isZero();
    }

    @Test
    void nobodyWaitsForRoomWhenTheEngineCloses() throws Exception {
        Thread waiting = waitBehindACallThatIsOver();

        revisions.close();

        waiting.join();
        assertThat(second).isEmpty();
    }

    @Test
    void callsThatAreOverMayHoldAQuarterOfTheHeap() throws Exception {
        var room = HeldWindows.within(320L << 20);
        for (int i = 0; i < 19; i++) {
            HeldWindows.Place place = room.place();
            place.enter();
            place.hurry();
        }
        room.place().enter();
        HeldWindows.Place last = room.place();
        last.hurry();
        last.enter();
        assertThat(room.over()).isEqualTo(20);
        Thread waiting = inBackground(() -> room.place().enter());
        await().until(() -> room.waiting() == 1);

        last.leave();

        waiting.join();
        assertThat(room.over()).isEqualTo(19);
    }

    private Thread waitBehindACallThatIsOver() throws InterruptedException {
        held.accept(SPEECH);
        held.hurry();
        Thread waiting = read(other);
        await().until(() -> windows.waiting() == 1);
        return waiting;
    }

    private static Thread read(RevisionStream stream) {
        return inBackground(
                () -> {
                    try (stream) {
                        stream.accept(SPEECH);
                        stream.finish();
                    } catch (IllegalStateException closed) {
                        // One of the tests closes the engine under it.
                    }
                });
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private static Thread inBackground(Work work) {
        return Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                work.run();
                            } catch (InterruptedException stopped) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }
}
