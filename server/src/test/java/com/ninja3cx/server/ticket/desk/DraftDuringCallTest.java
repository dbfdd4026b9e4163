package com.ninja3cx.server.ticket.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ninja3cx.protocol.Direction;
import com.ninja3cx.server.call.Call;
import com.ninja3cx.server.call.CallState;
import com.ninja3cx.server.call.TranscriptState;
import com.ninja3cx.server.ticket.Workshop;
import com.ninja3cx.server.ticket.WorkshopCase;
import com.ninja3cx.server.ticket.closing.Wishes;
import com.ninja3cx.server.ticket.draft.Content;
import com.ninja3cx.server.ticket.draft.Draft;
import com.ninja3cx.server.ticket.draft.DraftState;
import com.ninja3cx.server.ticket.draft.Editor;
import com.ninja3cx.server.web.Problem;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A draft while its call is being spoken, and while two people work on it.
class DraftDuringCallTest extends WorkshopCase {

    private static final Editor CLAIRE = new Editor("Claire", "w1");
    private static final Editor EMMA = new Editor("Emma", "w2");

    private Draft edit(String field, String text, Long seen, Editor editor) {
        return shop.service.edit(
                shop.draft("call_1").id(),
                old ->
                        new Content(
                                field.equals("title") ? text : old.title(),
                                field.equals("description") ? text : old.description(),
                                old.summary(),
                                old.category(),
                                old.priority(),
                                old.requester(),
                                old.organisation(),
                                old.device(),
                                old.filing()),
                Set.of(field),
                seen,
                editor);
    }

    @Test
    void theDraftIsThereAsSoonAsSomebodyAnswersAndGrowsWithTheWords() {
        Call call = shop.talking("call_1", Workshop.JULIEN);

        shop.work();

        Draft first = shop.draft("call_1");
        assertThat(first.state()).isEqualTo(DraftState.OPEN);
        assertThat(first.content().title()).isEqualTo("Appel de Julien Martin (en cours)");
        assertThat(first.content().requester().name()).isEqualTo("Julien Martin");
        assertThat(first.missing()).isEmpty();

        shop.said("call_1", "Bonjour, mon imprimante ne fonctionne plus.");
        shop.pass(Duration.ofSeconds(2));

        assertThat(shop.draft("call_1").content().title())
                .isEqualTo("Mon imprimante ne fonctionne plus");

        shop.pass(Duration.ofMinutes(3));
        assertThat(shop.draft("call_1").state()).isEqualTo(DraftState.OPEN);

        shop.revised(call, "Bonjour, mon imprimante ne fonctionne plus depuis hier.");
        shop.pass(Duration.ofSeconds(1));

        assertThat(shop.draft("call_1").state()).isEqualTo(DraftState.COUNTING);
        assertThat(shop.draft("call_1").deadline())
                .isAfterOrEqualTo(shop.clock.instant().plusSeconds(14));
    }

    @Test
    void whatIsTypedDuringTheCallStaysAndTheCountdownStartsAllTheSame() {
        Call call = shop.talking("call_1", Workshop.JULIEN);
        shop.work();
        edit("title", "Toner vide", null, CLAIRE);
        shop.said("call_1", "Bonjour, mon imprimante ne fonctionne plus.");
        shop.pass(Duration.ofSeconds(5));

        assertThat(shop.draft("call_1").content().title()).isEqualTo("Toner vide");
        assertThat(shop.draft("call_1").content().summary()).contains("imprimante");

        shop.revised(call, "Bonjour, mon imprimante ne fonctionne plus.");
        shop.pass(Duration.ofSeconds(1));

        assertThat(shop.draft("call_1").state()).isEqualTo(DraftState.COUNTING);
        shop.pass(Duration.ofSeconds(16));
        assertThat(shop.fake.tickets().getFirst().subject()).startsWith("Toner vide [3CX-");
    }

    @Test
    void whoTypesAfterTheCallAndBeforeTheCountdownIsNotRushed() {
        Call call = shop.talking("call_1", Workshop.JULIEN);
        shop.said("call_1", "Bonjour, mon imprimante ne fonctionne plus.");
        shop.work();
        Call waiting = withoutRevision(call);
        shop.save(waiting);
        shop.pass(Duration.ofSeconds(1));
        edit("title", "Toner vide", null, CLAIRE);

        shop.pass(Duration.ofSeconds(60));

        assertThat(shop.draft("call_1").state()).isEqualTo(DraftState.HELD);
        assertThat(shop.fake.tickets()).isEmpty();
    }

    private Call withoutRevision(Call call) {
        return shop.over(call, new TranscriptState.Revising());
    }

    @Test
    void aLongCallThatIsHeldStillTakesInItsWords() {
        Call call = shop.talking("call_1", Workshop.JULIEN);
        shop.said("call_1", "Bonjour, mon imprimante ne fonctionne plus.");
        shop.work();
        shop.service.hold(shop.draft("call_1").id());
        shop.pass(Duration.ofMinutes(45));

        shop.revised(call, "Bonjour, mon écran est tout noir, c'est urgent.");
        shop.pass(Duration.ofSeconds(30));

        Draft draft = shop.draft("call_1");
        assertThat(draft.state()).isEqualTo(DraftState.HELD);
        assertThat(draft.content().title()).contains("écran");
    }

    @Test
    void sentDuringTheCallTheWholeTranscriptFollowsAfterwards() {
        Call call = shop.talking("call_1", Workshop.JULIEN);
        shop.said("call_1", "Bonjour, mon imprimante ne fonctionne plus.");
        shop.work();

        shop.service.send(shop.draft("call_1").id());
        shop.work();

        int ticket = shop.fake.tickets().getFirst().id();
        assertThat(shop.fake.notes(ticket))
                .noneMatch(note -> note.entry().body().contains("Transcription de l'appel"));

        shop.revised(call, "Bonjour, mon imprimante ne fonctionne plus.", "Merci, au revoir.");
        shop.pass(Duration.ofSeconds(5));

        assertThat(shop.fake.tickets()).hasSize(1);
        assertThat(shop.fake.notes(ticket))
                .filteredOn(note -> note.entry().body().contains("Transcription de l'appel"))
                .singleElement()
                .satisfies(note -> assertThat(note.entry().body()).contains("Merci, au revoir."));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sentDuringTheCallTimeAndRecordingFollowOnceItIsOver(boolean withWords) throws Exception {
        Call call = shop.talking("call_1", Workshop.JULIEN);
        shop.sound = Files.write(folder.resolve("sound.mp3"), new byte[] {1, 2, 3});
        shop.work();
        shop.database.write(
                handle -> {
                    shop.feature.wishes.save(
                            handle, shop.draft("call_1").id(), new Wishes(null, true, null));
                    return true;
                });
        shop.service.send(shop.draft("call_1").id());
        shop.work();
        int ticket = shop.fake.tickets().getFirst().id();
        assertThat(shop.times(ticket)).isEmpty();
        assertThat(shop.files(ticket)).isEmpty();

        if (withWords) {
            shop.revised(call, "Bonjour, mon imprimante ne fonctionne plus.", "Merci, au revoir.");
        } else {
            shop.save(shop.over(call, new TranscriptState.None()));
        }
        shop.pass(Duration.ofSeconds(30));
        long version = shop.draft("call_1").version();
        shop.pass(Duration.ofSeconds(10));

        assertThat(shop.times(ticket)).hasSize(1);
        assertThat(shop.files(ticket)).hasSize(1);
        assertThat(shop.comments(ticket)).hasSize(withWords ? 2 : 1);
        assertThat(shop.draft("call_1").version())
                .as("nothing is written any more")
                .isEqualTo(version);
    }

    @Test
    void resumedDuringTheCallItWaitsForTheEnd() {
        shop.talking("call_1", Workshop.JULIEN);
        shop.work();
        shop.service.hold(shop.draft("call_1").id());

        shop.service.resume(shop.draft("call_1").id());

        assertThat(shop.draft("call_1").state()).isEqualTo(DraftState.OPEN);
    }

    @Test
    void aCallBetweenColleaguesHasNoDraftEvenIfThatIsKnownOnlyLater() {
        Call call = shop.talking("call_1", "202");
        shop.work();
        assertThat(shop.draft("call_1").state()).isEqualTo(DraftState.OPEN);

        shop.save(
                new Call(
                        call.id(),
                        call.pbx(),
                        call.pbxCallId(),
                        Direction.INTERNAL,
                        "202",
                        null,
                        "201",
                        "201",
                        null,
                        call.startedAt(),
                        shop.clock.instant(),
                        60,
                        CallState.ENDED,
                        call.trust(),
                        false,
                        null,
                        new TranscriptState.None()));
        shop.pass(Duration.ofSeconds(30));

        assertThat(shop.draft("call_1").state()).isEqualTo(DraftState.DISCARDED);
        assertThat(shop.draft("call_1").note().french()).contains("Appel interne");
    }

    @Test
    void twoPeopleInTwoFieldsDoNotDisturbEachOther() {
        shop.talking("call_1", Workshop.JULIEN);
        shop.work();
        long seen = shop.draft("call_1").version();

        edit("title", "De Claire", seen, CLAIRE);
        edit("description", "D'Emma", seen, EMMA);

        assertThat(shop.draft("call_1").content().title()).isEqualTo("De Claire");
        assertThat(shop.draft("call_1").content().description()).isEqualTo("D'Emma");
    }

    @Test
    void twoPeopleInOneFieldAreToldOfEachOther() {
        shop.talking("call_1", Workshop.JULIEN);
        shop.work();
        long seen = shop.draft("call_1").version();
        edit("title", "De Claire", seen, CLAIRE);

        assertThatThrownBy(() -> edit("title", "D'Emma", seen, EMMA))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> {
                            assertThat(problem.code()).isEqualTo("draft_changed");
                            assertThat(problem.detail().french())
                                    .isEqualTo("Claire a modifié le titre entre-temps.");
                        });
        assertThat(shop.draft("call_1").content().title()).isEqualTo("De Claire");

        edit("title", "D'Emma, en connaissance de cause", shop.draft("call_1").version(), EMMA);
        assertThat(shop.draft("call_1").content().title()).startsWith("D'Emma");
    }

    @Test
    void aWindowThatMissedAnAnswerIsNotInConflictWithItself() {
        shop.talking("call_1", Workshop.JULIEN);
        shop.work();
        long seen = shop.draft("call_1").version();
        edit("title", "Imprimante", seen, CLAIRE);

        assertThatCode(() -> edit("title", "Imprimante en panne", seen, CLAIRE))
                .doesNotThrowAnyException();
        assertThatCode(() -> edit("title", "Imprimante en panne", seen, EMMA))
                .as("both want the same")
                .doesNotThrowAnyException();
    }
}
