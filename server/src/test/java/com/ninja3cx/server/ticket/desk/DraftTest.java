package com.ninja3cx.server.ticket.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ninja3cx.server.call.TranscriptState;
import com.ninja3cx.server.call.Trust;
import com.ninja3cx.server.ticket.Workshop;
import com.ninja3cx.server.ticket.WorkshopCase;
import com.ninja3cx.server.ticket.draft.Content;
import com.ninja3cx.server.ticket.draft.Draft;
import com.ninja3cx.server.ticket.draft.DraftState;
import com.ninja3cx.server.ticket.draft.Editor;
import com.ninja3cx.server.transcript.Segment;
import com.ninja3cx.server.web.Problem;
import com.ninja3cx.simulator.ninjaone.Contact;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DraftTest extends WorkshopCase {

    @Test
    void anEndedCallBecomesADraftThatCountsDownAndSendsItself() {
        shop.ended("call_1", Workshop.JULIEN, "Bonjour, mon imprimante ne fonctionne plus.");

        shop.work();

        Draft draft = shop.draft("call_1");
        assertThat(draft.state()).isEqualTo(DraftState.COUNTING);
        assertThat(draft.content().title()).isEqualTo("Mon imprimante ne fonctionne plus");
        assertThat(draft.content().requester().name()).isEqualTo("Julien Martin");
        assertThat(draft.content().organisation().name()).isEqualTo("Société Dupont");
        assertThat(draft.deadline()).isEqualTo(shop.clock.instant().plusSeconds(15));
        assertThat(draft.missing()).isEmpty();

        shop.pass(Duration.ofSeconds(14));
        assertThat(shop.fake.tickets()).isEmpty();

        shop.pass(Duration.ofSeconds(2));
        assertThat(shop.fake.tickets()).hasSize(1);
        var ticket = shop.fake.tickets().getFirst();
        assertThat(ticket.subject())
                .isEqualTo("Mon imprimante ne fonctionne plus " + draft.reference());
        assertThat(ticket.clientId()).isEqualTo(12);
        assertThat(ticket.assignedAppUserId()).isEqualTo(7);
        assertThat(ticket.status().statusId()).isEqualTo(1000);
        assertThat(shop.comments(ticket.id())).hasSize(1);
        assertThat(shop.comments(ticket.id()).getFirst().entry().body())
                .contains("[00:00] Appelant : Bonjour, mon imprimante ne fonctionne plus.")
                .endsWith(draft.reference().replace("]", "/2]"));
        assertThat(shop.fake.mails()).isEmpty();
        assertThat(shop.draft("call_1").state()).isEqualTo(DraftState.SENT);
        assertThat(shop.draft("call_1").ticketUrl()).endsWith("/#/ticketing/ticket/" + ticket.id());
    }

    @Test
    void anEditStopsTheCountdownAndIsNeverOverwritten() {
        shop.ended("call_1", Workshop.JULIEN, "Mon imprimante ne fonctionne plus.");
        shop.work();
        String id = shop.draft("call_1").id();

        shop.service.edit(
                id, content -> title(content, "Toner vide"), Set.of("title"), null, Editor.PROGRAM);
        shop.database.write(
                handle -> {
                    shop.transcripts.replace(
                            handle,
                            "call_1",
                            Segment.REVISED,
                            shop.segments("call_1", "Mon écran est noir, c'est urgent."));
                    return true;
                });
        shop.pass(Duration.ofMinutes(2));

        Draft draft = shop.draft("call_1");
        assertThat(draft.state()).isEqualTo(DraftState.HELD);
        assertThat(draft.content().title()).isEqualTo("Toner vide");
        assertThat(draft.content().priority().name()).isEqualTo("HIGH");
        assertThat(shop.fake.tickets()).isEmpty();

        shop.service.send(id);
        shop.work();
        assertThat(shop.fake.tickets().getFirst().subject()).startsWith("Toner vide [3CX-");
    }

    @Test
    void twoPeopleCannotOverwriteEachOther() {
        shop.ended("call_1", Workshop.JULIEN, "Mon imprimante ne fonctionne plus.");
        shop.work();
        Draft seen = shop.draft("call_1");
        shop.service.edit(
                seen.id(), c -> title(c, "A"), Set.of("title"), seen.version(), Editor.PROGRAM);

        assertThatThrownBy(
                        () ->
                                shop.service.edit(
                                        seen.id(),
                                        c -> title(c, "B"),
                                        Set.of("title"),
                                        seen.version(),
                                        Editor.PROGRAM))
                .isInstanceOfSatisfying(
                        Problem.class, p -> assertThat(p.code()).isEqualTo("draft_changed"));
        assertThat(shop.draft("call_1").content().title()).isEqualTo("A");
    }

    @Test
    void withoutWordsAndIdentityTheCountdownStartsAfterTwentySecondsAndNamesThem()
            throws Exception {
        shop.close();
        shop =
                new Workshop(
                        folder,
                        new com.ninja3cx.server.settings.Settings.Storage.Sqlite(
                                folder.resolve("other.sqlite")),
                        new com.ninja3cx.server.ManualClock("2026-11-23T09:00:00Z"),
                        null,
                        2,
                        1);
        shop.synchronise();
        shop.ended("call_1", null, Trust.TRUSTED, new TranscriptState.Live());

        shop.pass(Duration.ofSeconds(19));
        assertThat(shop.draft("call_1").state()).isEqualTo(DraftState.OPEN);

        shop.pass(Duration.ofSeconds(2));
        Draft draft = shop.draft("call_1");
        assertThat(draft.state()).isEqualTo(DraftState.COUNTING);
        assertThat(draft.missing()).containsExactly("identity", "transcript");
    }

    @Test
    void theRevisionThatComesAfterTheTicketFollowsAsAPrivateNote() {
        shop.ended("call_1", Workshop.JULIEN, Trust.TRUSTED, new TranscriptState.Live());
        shop.pass(Duration.ofSeconds(40));
        assertThat(shop.fake.tickets()).hasSize(1);
        int ticket = shop.fake.tickets().getFirst().id();
        assertThat(shop.comments(ticket)).hasSize(1);

        shop.ended("call_1", Workshop.JULIEN, "Mon imprimante ne fonctionne plus.");
        shop.pass(Duration.ofSeconds(5));

        assertThat(shop.comments(ticket)).hasSize(2);
        assertThat(shop.comments(ticket).getLast().entry().publicEntry()).isFalse();
        assertThat(shop.comments(ticket).getLast().entry().body()).contains("imprimante");
        shop.pass(Duration.ofMinutes(1));
        assertThat(shop.comments(ticket)).hasSize(2);
        assertThat(shop.times(ticket)).hasSize(1);
    }

    @Test
    void aNumberSharedBySeveralContactsWaitsForAPerson() {
        shop.fake.add(
                new Contact(
                        990,
                        12,
                        "5b0f7b52-0000-0000-0000-000000000990",
                        "Jean",
                        "Autre",
                        null,
                        "+33 1 42 68 53 00",
                        null));
        shop.synchronise();
        shop.ended("call_1", Workshop.JULIEN, "Mon imprimante ne fonctionne plus.");

        shop.pass(Duration.ofMinutes(1));

        Draft draft = shop.draft("call_1");
        assertThat(draft.state()).isEqualTo(DraftState.HELD);
        assertThat(draft.note().french()).contains("Jean Autre").contains("Julien Martin");
        assertThat(draft.candidates()).hasSize(2);
        assertThat(draft.content().requester()).isNull();
        assertThat(draft.content().organisation().id()).isEqualTo(12);
    }

    @Test
    void anUnknownCallerWithoutCatchAllOrganisationWaitsForAPerson() {
        shop.ended("call_1", "+33 1 99 00 11 22", "Mon imprimante ne fonctionne plus.");

        shop.pass(Duration.ofMinutes(1));

        Draft draft = shop.draft("call_1");
        assertThat(draft.state()).isEqualTo(DraftState.HELD);
        assertThat(draft.note().french()).contains("NINJA_ORGANIZATION_ID");
        assertThat(draft.content().title()).isEqualTo("Mon imprimante ne fonctionne plus");
        assertThatThrownBy(() -> shop.service.send(draft.id())).isInstanceOf(Problem.class);
    }

    @Test
    void greetingsAloneAreHeldAndNothingIsInvented() {
        shop.ended("call_1", Workshop.JULIEN, "Allô, bonjour.");

        shop.pass(Duration.ofMinutes(1));

        Draft draft = shop.draft("call_1");
        assertThat(draft.state()).isEqualTo(DraftState.HELD);
        assertThat(draft.content().title())
                .isEqualTo("Appel de Julien Martin : sans demande identifiable");
        assertThat(shop.fake.tickets()).isEmpty();
    }

    @Test
    void aCallWithoutSoundStillBecomesATicket() {
        shop.ended("call_1", Workshop.JULIEN, Trust.TRUSTED, new TranscriptState.None());

        shop.pass(Duration.ofMinutes(1));

        assertThat(shop.fake.tickets().getFirst().subject())
                .startsWith("Appel de Julien Martin : sans transcription [3CX-");
    }

    @Test
    void testAndUnverifiedCallsAreShownAndNeverSent() {
        shop.ended("call_1", Workshop.JULIEN, Trust.TEST, new TranscriptState.Done(), "En panne.");
        shop.ended(
                "call_2",
                Workshop.JULIEN,
                Trust.UNVERIFIED,
                new TranscriptState.Done(),
                "L'imprimante est en panne.");

        shop.pass(Duration.ofMinutes(1));

        for (String call : new String[] {"call_1", "call_2"}) {
            Draft draft = shop.draft(call);
            assertThat(draft.state()).isEqualTo(DraftState.BLOCKED);
            assertThatThrownBy(() -> shop.service.send(draft.id())).isInstanceOf(Problem.class);
            assertThatThrownBy(() -> shop.service.resume(draft.id())).isInstanceOf(Problem.class);
        }
        assertThat(shop.fake.tickets()).isEmpty();
    }

    @Test
    void discardedDraftsStayDiscardedHoweverOftenTheCallIsToldAgain() {
        shop.ended("call_1", Workshop.JULIEN, "Mon imprimante ne fonctionne plus.");
        shop.work();
        shop.service.discard(shop.draft("call_1").id());

        shop.ended("call_1", Workshop.JULIEN, "Mon imprimante ne fonctionne plus.");
        shop.pass(Duration.ofMinutes(1));

        assertThat(shop.draft("call_1").state()).isEqualTo(DraftState.DISCARDED);
        assertThat(shop.fake.tickets()).isEmpty();
    }

    @Test
    void passwordsReachNeitherTheTicketNorItsNote() {
        shop.ended(
                "call_1",
                Workshop.JULIEN,
                "Ma session est bloquée, mon mot de passe est tournesol42.",
                "Et ma carte est la 4111 1111 1111 1111.");
        shop.pass(Duration.ofSeconds(20));

        int ticket = shop.fake.tickets().getFirst().id();
        String everything = shop.fake.tickets() + " " + shop.fake.notes(ticket);
        assertThat(everything)
                .doesNotContain("tournesol42")
                .doesNotContain("4111 1111")
                .contains("[mot de passe masqué]");
    }

    @Test
    void aTitleOfFourThousandCharactersIsCutInTheSubjectAndWholeInTheText() {
        shop.ended("call_1", Workshop.JULIEN, "Mon imprimante ne fonctionne plus.");
        shop.work();
        String id = shop.draft("call_1").id();
        String title = "très long ".repeat(400).strip();
        shop.service.edit(
                id, content -> title(content, title), Set.of("title"), null, Editor.PROGRAM);

        shop.service.send(id);
        shop.work();

        var ticket = shop.fake.tickets().getFirst();
        assertThat(ticket.subject())
                .hasSizeLessThanOrEqualTo(200)
                .endsWith(shop.draft("call_1").reference());
        assertThat(shop.fake.notes(ticket.id()).getFirst().entry().body()).contains(title);
    }

    private static Content title(Content old, String title) {
        return new Content(
                title,
                old.description(),
                old.summary(),
                old.category(),
                old.priority(),
                old.requester(),
                old.organisation(),
                old.device(),
                old.filing());
    }
}
