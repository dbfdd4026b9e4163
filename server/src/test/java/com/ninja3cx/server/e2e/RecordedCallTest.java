package com.ninja3cx.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ninja3cx.protocol.Channel;
import com.ninja3cx.simulator.calls.CallSound;
import com.ninja3cx.simulator.calls.DemoCall;
import com.ninja3cx.simulator.demo.SentTranscript;
import com.ninja3cx.simulator.ninjaone.Note;
import com.ninja3cx.simulator.ninjaone.Ticket;
import com.ninja3cx.simulator.threecx.FakeThreeCx;
import com.ninja3cx.simulator.threecx.FinishedCall;
import com.ninja3cx.simulator.threecx.Journal;
import com.ninja3cx.simulator.threecx.RecordingFault;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Calls of desk telephones: no agent hears them, the PBX names a recording afterwards.
class RecordedCallTest {

    private static final DemoCall CALL = DemoCall.named("fr-messagerie-courte");

    /// The same call heard by an agent may have 0.15; a recording has the telephone's band.
    private static final double HIGHEST_ERROR_RATE = 0.2;

    @TempDir private Path folder;
    private Provider provider;

    @BeforeEach
    void start() throws Exception {
        provider = new Provider(folder, "NINJA_ORGANIZATION_ID", "1");
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    private void report(String callId, String caller, String extension, URI recording)
            throws Exception {
        Instant start = Instant.ofEpochMilli(provider.clock.millis()).minusSeconds(20);
        FinishedCall call =
                FinishedCall.incoming(callId, caller, extension, start, Duration.ofSeconds(18))
                        .withRecording(recording.toString());
        assertThat(provider.report(Journal.GUIDE.write(call)).statusCode()).isEqualTo(201);
    }

    @Test
    void aRecordedTelephoneCallBecomesItsTextAndOneTicket() throws Exception {
        byte[] recording = CallSound.decode(CALL, 8_000).wav();

        report("4711", CALL.caller().number(), "201", provider.pbx.record("4711.wav", recording));
        Ticket ticket = provider.awaitTicket();
        SentTranscript sent = provider.awaitTranscript(ticket);

        assertThat(sent.score(CALL).rate()).isLessThanOrEqualTo(HIGHEST_ERROR_RATE);
        assertThat(sent.text(Channel.MICROPHONE)).isNotBlank();
        assertThat(sent.text(Channel.SPEAKER)).isNotBlank();
        assertThat(provider.requester(ticket)).isEqualTo(CALL.caller().requester());
        assertThat(provider.organisation(ticket)).isEqualTo(CALL.caller().organisation());
        assertThat(ticket.subject().toLowerCase(java.util.Locale.ROOT))
                .containsAnyOf(CALL.caller().titleNames().toArray(String[]::new));
        assertThat(provider.calls()).hasSize(1);
        assertThat(provider.ninja.tickets()).hasSize(1);
        assertThat(provider.pbx.fetched()).containsExactly("4711.wav");
    }

    @Test
    void aBadRecordingLosesNothingAndTheTicketNamesWhatIsMissing() throws Exception {
        byte[] sound = CallSound.decode(CALL, 8_000).wav();
        FakeThreeCx pbx = provider.pbx;
        try (FakeThreeCx stranger = FakeThreeCx.start(0)) {
            URI forbidden = stranger.record("a.wav", sound);
            Map<URI, String> reasons = new LinkedHashMap<>();
            reasons.put(
                    pbx.record("missing.wav", sound, new RecordingFault.NotFound()), "HTTP 404");
            reasons.put(pbx.record("page.wav", sound, new RecordingFault.HtmlPage()), "une page");
            reasons.put(
                    pbx.record("drip.wav", sound, new RecordingFault.Slow(100)), "ne finit pas");
            reasons.put(
                    pbx.record(
                            "notes.wav", "bonjour ".repeat(900).getBytes(StandardCharsets.UTF_8)),
                    "pas un enregistrement lisible");
            reasons.put(pbx.record("empty.wav", new byte[0]), "vide");
            reasons.put(
                    pbx.record("moved.wav", sound, new RecordingFault.Redirect(forbidden)),
                    "n'est pas autorisé");
            reasons.put(forbidden, "RECORDING_HOSTS");
            int number = 10;
            for (URI recording : reasons.keySet()) {
                report("5" + number, "01426853" + number, "3" + number, recording);
                number++;
            }

            await().atMost(Duration.ofSeconds(90))
                    .until(() -> provider.ninja.tickets().size() == reasons.size());

            assertThat(provider.calls())
                    .hasSize(reasons.size())
                    .allSatisfy(
                            call ->
                                    assertThat(call.get("transcriptState").asString())
                                            .isEqualTo("FAILED"));
            number = 10;
            for (String reason : reasons.values()) {
                String caller = "1 42 68 53 " + number++;
                Optional<String> said =
                        provider.ninja.tickets().stream()
                                .map(this::words)
                                .filter(words -> words.contains(caller))
                                .findFirst();
                assertThat(said).as("%s, %s", caller, reason).isPresent();
                assertThat(said.orElseThrow()).contains("sans transcription", reason);
            }
            assertThat(provider.ninja.tickets())
                    .allSatisfy(
                            ticket ->
                                    assertThat(
                                                    SentTranscript.in(
                                                            provider.ninja.notes(ticket.id()), ""))
                                            .isEmpty());
            assertThat(stranger.fetched()).isEmpty();
        }
    }

    private String words(Ticket ticket) {
        return ticket.subject()
                + "\n"
                + provider.ninja.notes(ticket.id()).stream()
                        .map(Note::text)
                        .collect(Collectors.joining("\n"));
    }
}
