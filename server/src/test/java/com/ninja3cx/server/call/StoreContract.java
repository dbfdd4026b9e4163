package com.ninja3cx.server.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ninja3cx.protocol.Direction;
import com.ninja3cx.server.cluster.LocalBus;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.server.transcript.Party;
import com.ninja3cx.server.transcript.Segment;
import com.ninja3cx.server.transcript.TranscriptStore;
import com.ninja3cx.server.transcript.Word;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What calls and transcripts promise on every database.
abstract class StoreContract {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

    @TempDir Path folder;
    private Settings.Storage storage;
    private Database database;
    private CallStore calls;
    private TranscriptStore transcripts;
    private CallJournal journal;
    private final LocalBus bus = new LocalBus();

    /// An empty database.
    abstract Settings.Storage storage(Path folder) throws Exception;

    @BeforeEach
    void open() throws Exception {
        storage = storage(folder);
        connect();
    }

    private void connect() throws Exception {
        InstantSource clock = InstantSource.fixed(NOON);
        database = Database.open(storage);
        calls = new CallStore(database, clock);
        transcripts = new TranscriptStore(database, clock);
        journal =
                new CallJournal(
                        database, calls, (handle, call) -> false, bus, clock, new SecureRandom());
    }

    @AfterEach
    void close() {
        database.close();
        bus.close();
    }

    private static Call call(String id, TranscriptState state) {
        return new Call(
                id,
                "default",
                "812",
                Direction.INBOUND,
                "+33142685300",
                "Zoé",
                null,
                "201",
                null,
                NOON.minusSeconds(60),
                NOON,
                60,
                CallState.ENDED,
                Trust.TRUSTED,
                false,
                null,
                state);
    }

    private void save(Call call) {
        database.write(
                handle -> {
                    calls.save(handle, call);
                    return null;
                });
    }

    private static Segment segment(String revision, long utterance, long start) {
        return new Segment(
                "call_1",
                revision,
                Party.CALLER,
                utterance,
                start,
                start + 900,
                "Ça marche — « oui »",
                "fr",
                0.875,
                List.of(
                        new Word("Ça", start, start + 200, 0.9),
                        new Word("marche — « oui »", start + 200, start + 900, 0.123)));
    }

    private CallJournal.Told post(String json) {
        var body = (ObjectNode) new JsonMapper().readTree(json);
        CallEvent said = CallEventReader.read(body, "default", NOON);
        return journal.record(
                WebhookEvent.of(body, "default", "127.0.0.1", Trust.TRUSTED, NOON), said);
    }

    @Test
    void aCallIsReadBackAsItWasWritten() {
        Call call = call("call_1", new TranscriptState.Failed(new Words("Raté", "Failed")));
        save(call);

        assertThat(calls.find("call_1")).contains(call);
        assertThat(calls.recent(5)).containsExactly(call);
        assertThat(calls.endedSince(NOON)).containsExactly(call);
        assertThat(calls.endedSince(NOON.plusMillis(1))).isEmpty();
        assertThat(calls.withTranscript(call.transcriptState())).containsExactly(call);
    }

    @Test
    void aSegmentIsStoredOnceAndReadInTheOrderOfSpeech() {
        save(call("call_1", new TranscriptState.Live()));
        Segment later = segment(Segment.LIVE, 1, 5_000);
        Segment first = segment(Segment.LIVE, 0, 1_000);

        assertThat(database.<Boolean>write(handle -> transcripts.add(handle, later))).isTrue();
        assertThat(database.<Boolean>write(handle -> transcripts.add(handle, first))).isTrue();
        assertThat(database.<Boolean>write(handle -> transcripts.add(handle, first))).isFalse();

        assertThat(transcripts.best("call_1")).containsExactly(first, later);
        assertThat(transcripts.find("call_1", Segment.LIVE, Party.CALLER, 1)).contains(later);
    }

    @Test
    void aTextThatRepeatsAnotherPlaceIsShownToNobodyButKnownToWhoHearsOn() {
        save(call("call_1", new TranscriptState.Live()));
        Segment caller = live(Party.CALLER, 0, 5_000, "Je n'arrive plus à imprimer depuis hier");
        Segment echo = live(Party.AGENT, 0, 5_120, "Je n'arrive plus à imprimer depuis hier.");
        Segment answer = live(Party.AGENT, 1, 9_000, "D'accord, je regarde tout de suite");

        for (Segment each : List.of(echo, caller, answer, echo)) {
            database.write(handle -> transcripts.addOnce(handle, each));
        }

        assertThat(transcripts.best("call_1")).containsExactly(caller, answer);
        assertThat(transcripts.heard("call_1", Party.AGENT))
                .extracting(Segment::text)
                .containsExactly(echo.text(), answer.text());
        assertThat(transcripts.heard("call_1", Party.CALLER)).containsExactly(caller);
    }

    private static Segment live(Party party, long utterance, long start, String text) {
        return new Segment(
                "call_1", Segment.LIVE, party, utterance, start, start + 3_000, text, "fr", 0.8);
    }

    @Test
    void wordsBeyondWhatAnybodySaysAreNotKeptButTheTextIs() {
        save(call("call_1", new TranscriptState.Live()));
        Segment spoken = segment(Segment.LIVE, 0, 0);
        Segment endless =
                new Segment(
                        "call_1",
                        Segment.LIVE,
                        Party.CALLER,
                        1,
                        1_000,
                        2_000,
                        "la la",
                        "fr",
                        0.5,
                        Collections.nCopies(5_000, new Word("la", 1_000, 1_100, 0.5)));

        database.<Boolean>write(handle -> transcripts.add(handle, spoken));
        database.<Boolean>write(handle -> transcripts.add(handle, endless));

        assertThat(transcripts.best("call_1"))
                .extracting(segment -> segment.words().size())
                .containsExactly(2, 0);
    }

    @Test
    void aCompleteRevisionGoesBeforeLiveWordsAlsoWithoutAWord() {
        save(call("call_1", new TranscriptState.Live()));
        database.<Boolean>write(handle -> transcripts.add(handle, segment(Segment.LIVE, 0, 1_000)));
        Segment revised = segment(Segment.REVISED, 0, 1_100);

        replace(List.of(segment(Segment.REVISED, 7, 9_000)));
        replace(List.of(revised));
        assertThat(transcripts.best("call_1")).containsExactly(revised);

        replace(List.of());
        assertThat(transcripts.best("call_1")).isEmpty();
        assertThat(transcripts.bestRevision("call_1")).isEqualTo(Segment.REVISED);
    }

    private void replace(List<Segment> segments) {
        database.write(
                handle -> {
                    transcripts.replace(handle, "call_1", Segment.REVISED, segments);
                    return null;
                });
    }

    @Test
    void aTransactionThatFailsLeavesNothing() {
        assertThatThrownBy(
                        () ->
                                database.write(
                                        handle -> {
                                            calls.save(
                                                    handle,
                                                    call("call_1", new TranscriptState.None()));
                                            throw new IllegalStateException("crash");
                                        }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(calls.find("call_1")).isEmpty();
    }

    @Test
    void aTransactionInsideAnotherIsRefusedInsteadOfWaitingForever() {
        assertThatThrownBy(() -> database.write(outer -> database.write(inner -> 1)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatWasCommittedIsThereAfterReopening() throws Exception {
        save(call("call_1", new TranscriptState.Done()));
        database.close();

        connect();

        assertThat(calls.find("call_1")).isPresent();
    }

    @Test
    void theSameEventFromManyThreadsIsOneCall() throws Exception {
        String event =
                "{\"callId\":\"5\",\"caller\":\"0142685300\",\"endUtc\":\"2026-03-01T11:00:00Z\"}";

        assertThat(together(8, () -> post(event).call().id())).hasSize(1);
        assertThat(calls.recent(10)).hasSize(1);
    }

    @Test
    void differentAccountsOfOneCallFromManyThreadsAreOneCall() throws Exception {
        var number = new java.util.concurrent.atomic.AtomicInteger();

        assertThat(
                        together(
                                8,
                                () ->
                                        post("{\"callId\":\"5\",\"caller\":\"0142685300\",\"x\":%d}"
                                                        .formatted(number.incrementAndGet()))
                                                .call()
                                                .id()))
                .hasSize(1);
    }

    private static <T> java.util.Set<T> together(int threads, Callable<T> work) throws Exception {
        java.util.Set<T> results = ConcurrentHashMap.newKeySet();
        try (var pool = Executors.newFixedThreadPool(threads)) {
            List<Callable<T>> all = IntStream.range(0, threads).mapToObj(i -> work).toList();
            for (var each : pool.invokeAll(all)) {
                results.add(each.get());
            }
        }
        return results;
    }
}
