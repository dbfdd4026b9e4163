package com.ninja3cx.simulator.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.ninja3cx.protocol.Channel;
import com.ninja3cx.simulator.ninjaone.FakeNinjaOne;
import com.ninja3cx.simulator.ninjaone.Options;
import java.io.ByteArrayInputStream;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DemoCallTest {

    static java.util.List<String> names() {
        return DemoCall.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyCallHasSoundForAllItsWords(String name) throws Exception {
        DemoCall call = DemoCall.named(name);

        CallSound sound = CallSound.decode(call, 16_000);

        assertThat(sound.millis()).isGreaterThanOrEqualTo(call.turns().getLast().endMillis());
        for (Turn turn : call.turns()) {
            assertThat(loudness(sound, turn)).as(turn.text()).isGreaterThan(100);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyCallerIsKnownToTheSimulatedNinjaOne(String name) throws Exception {
        Caller caller = DemoCall.named(name).caller();
        try (var ninja = FakeNinjaOne.start(0, Options.strict(InstantSource.system()))) {
            String lastDigits =
                    digits(caller.number()).substring(digits(caller.number()).length() - 8);

            assertThat(ninja.contacts())
                    .filteredOn(
                            contact ->
                                    contact.phone() != null
                                            && digits(contact.phone()).endsWith(lastDigits))
                    .singleElement()
                    .satisfies(
                            contact -> {
                                assertThat(contact.firstName() + " " + contact.lastName())
                                        .isEqualTo(caller.requester());
                                assertThat(ninja.organisations())
                                        .anyMatch(
                                                organisation ->
                                                        organisation.id()
                                                                        == contact.organizationId()
                                                                && organisation
                                                                        .name()
                                                                        .equals(
                                                                                caller
                                                                                        .organisation()));
                            });
        }
    }

    @Test
    void theTextOfASideIsItsTurnsInOrder() {
        assertThat(DemoCall.named("fr-messagerie-courte").text(Channel.SPEAKER))
                .startsWith("Bonjour, je ne reçois plus mes mails")
                .endsWith("Je vais essayer, merci.");
    }

    @Test
    void anUnknownCallIsSaidWithThoseThereAre() {
        assertThatThrownBy(() -> DemoCall.named("fr-fax")).hasMessageContaining("fr-imprimante");
    }

    @Test
    void aRecordingKeepsEverySample() throws Exception {
        CallSound sound = CallSound.decode(DemoCall.named("fr-messagerie-courte"), 16_000);

        CallSound again = CallSound.decode(new ByteArrayInputStream(sound.wav()), 16_000);

        assertThat(again.microphone()).isEqualTo(sound.microphone());
        assertThat(again.speaker()).isEqualTo(sound.speaker());
    }

    @Test
    void theTelephoneRateHasAsMuchTime() throws Exception {
        DemoCall call = DemoCall.named("fr-messagerie-courte");

        assertThat(CallSound.decode(call, 8_000).millis())
                .isCloseTo(CallSound.decode(call, 16_000).millis(), within(10L));
    }

    @Test
    void whatIsNoSoundIsSaid() {
        assertThatThrownBy(
                        () ->
                                CallSound.decode(
                                        new ByteArrayInputStream("bonjour".getBytes()), 16_000))
                .isInstanceOf(CallSound.UndecodableException.class);
    }

    private static double loudness(CallSound sound, Turn turn) {
        short[] samples = sound.of(turn.channel());
        int rate = sound.sampleRate();
        double sum = 0;
        int from = (int) (turn.startMillis() * rate / 1_000);
        int to = (int) (turn.endMillis() * rate / 1_000);
        for (int i = from; i < to; i++) {
            sum += Math.abs(samples[i]);
        }
        return sum / (to - from);
    }

    private static String digits(String number) {
        return number.replaceAll("\\D", "");
    }
}
