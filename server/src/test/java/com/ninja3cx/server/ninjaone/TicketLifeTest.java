package com.ninja3cx.server.ninjaone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TicketLifeTest {

    private static final String MARTIN = "5b0f7b52-3f0e-4c39-9a52-0a8f3d6f1c01";
    private static final String DUPONT = "5b0f7b52-3f0e-4c39-9a52-0a8f3d6f1c02";

    @TempDir Path folder;
    private TenantFixture tenant;
    private NinjaOne ninja;

    @BeforeEach
    void start() throws Exception {
        tenant = new TenantFixture(folder);
        ninja = tenant.ninja();
    }

    @AfterEach
    void stop() throws Exception {
        tenant.close();
    }

    @Test
    void aChangeKeepsEverythingItDoesNotName() throws Exception {
        var wished =
                new NewTicket(
                        12,
                        2,
                        "Écran noir",
                        "Texte",
                        false,
                        "1000",
                        "HIGH",
                        MARTIN,
                        7,
                        List.of("3cx", "écran"),
                        302,
                        List.of(
                                new AttributeValue(21, "0c9f4ab1-13d8-4c0e-8f3e-2f0a5f5b0001"),
                                new AttributeValue(22, "3")));
        Ticket made = sent(ninja.create(wished));

        Ticket read = ninja.ticket(made.id());
        Ticket changed = sent(ninja.update(read, TicketChange.status("5000")));

        assertThat(changed.statusName()).isEqualTo("RESOLVED");
        var stored = tenant.fake.tickets().getFirst();
        assertThat(stored.version()).isEqualTo(2);
        assertThat(stored.tags()).containsExactly("3cx", "écran");
        assertThat(stored.nodeId()).isEqualTo(302);
        assertThat(stored.assignedAppUserId()).isEqualTo(7);
        assertThat(stored.priority()).isEqualTo("HIGH");
        assertThat(stored.attributeValues()).hasSize(2);
        assertThat(stored.requesterUid()).isEqualTo(MARTIN);
    }

    @Test
    void aChangeOfWhatSomebodyElseChangedIsRefused() throws Exception {
        Ticket made = made("Imprimante", MARTIN);
        Ticket read = ninja.ticket(made.id());
        ninja.update(read, TicketChange.status("2000"));

        assertThat(refusal(ninja.update(read, TicketChange.status("5000"))).status())
                .isEqualTo(409);
        assertThat(tenant.fake.tickets().getFirst().status().name()).isEqualTo("OPEN");
    }

    @Test
    void aTicketWithoutRequesterIsNotSentToBeRefused() throws Exception {
        Ticket made = sent(ninja.create(TenantFixture.ticket("Sans demandeur")));
        int before = tenant.fake.requests().size();

        assertThat(refusal(ninja.update(made, TicketChange.status("5000"))).code())
                .isEqualTo("requester_missing");
        assertThat(tenant.fake.requests()).hasSize(before);
    }

    @Test
    void aFileOfFiftyMegabytesArrivesWholeFromTheDiskWithTheTimeWorked() throws Exception {
        Path recording = folder.resolve("call.wav");
        byte[] sound = new byte[50 * 1024 * 1024];
        for (int i = 0; i < sound.length; i += 4099) {
            sound[i] = (byte) i;
        }
        Files.write(recording, sound);
        Ticket made = made("Panne", MARTIN);
        var note =
                new Note(
                        false,
                        "Enregistrement <b>é</b>",
                        930,
                        List.of(new Note.Attachment("appel.wav", "audio/wav", recording)));

        assertThat(ninja.comment(made.id(), note)).isInstanceOf(Outcome.Sent.class);

        LogEntry entry = ninja.log(made.id()).getLast();
        assertThat(entry.timeTracked()).isEqualTo(930);
        assertThat(entry.isPublic()).isFalse();
        assertThat(tenant.fake.notes(made.id()).getLast().files().getFirst().content())
                .isEqualTo(sound);
        assertThat(ninja.deadline(sound.length)).isGreaterThan(Duration.ofMinutes(3));
    }

    @Test
    void aFileThatIsGoneRefusesTheNoteBeforeItLeaves() throws Exception {
        Ticket made = made("Panne", MARTIN);
        var gone = new Note.Attachment("appel.wav", "audio/wav", folder.resolve("deleted.wav"));

        assertThat(refusal(ninja.comment(made.id(), new Note(false, "Note", List.of(gone)))).code())
                .isEqualTo("file_unreadable");
        assertThat(tenant.fake.notes(made.id())).hasSize(1);
    }

    @Test
    void openTicketsOfOnePersonAreFoundAmongAllOthers() throws Exception {
        Ticket resolved = made("Ancienne panne", MARTIN);
        ninja.update(ninja.ticket(resolved.id()), TicketChange.status("5000"));
        made("Autre personne", DUPONT);
        Ticket older = made("Imprimante", MARTIN);
        tenant.clock.advance(Duration.ofMinutes(5));
        Ticket newer = made("Écran", MARTIN);

        assertThat(ninja.openTickets(2, MARTIN, "Julien Martin", 5))
                .extracting(Ticket::id)
                .containsExactly(newer.id(), older.id());
        assertThat(ninja.openTickets(2, MARTIN, "Julien Martin", 1)).hasSize(1);
        assertThat(ninja.openTickets(2, "nobody", "Personne", 5)).isEmpty();
    }

    @Test
    void devicesComeWithTheirOwnerAndALink() throws Exception {
        assertThat(ninja.devices())
                .extracting(Device::name, Device::organizationId, Device::ownerUid)
                .contains(
                        org.assertj.core.api.Assertions.tuple(
                                "LENOIR-PC04", 23, "9d2c64a0-51ab-4f57-8a1e-77e1a90b0061"));
        assertThat(ninja.deviceLink(301))
                .hasToString("https://ninja.example/#/deviceDashboard/301/overview");
    }

    @Test
    void techniciansAreOnlyThose() throws Exception {
        assertThat(ninja.technicians())
                .extracting(Person::name)
                .containsExactly("Claire Petit", "Emma Wells", "Ancien Collègue");
    }

    @Test
    void markupAndControlCharactersArriveAsText() throws Exception {
        String body = "<script>alert(1)</script>\u0000\u0007 fin\n\tligne \uD83D";
        Ticket made = made("Panne", MARTIN);
        ninja.comment(made.id(), new Note(false, body, List.of()));

        assertThat(tenant.fake.notes(made.id()).getLast().entry().body())
                .isEqualTo("<script>alert(1)</script>   fin\n\tligne \uFFFD");
    }

    @Test
    void aRequesterWhoWasDeletedSinceIsRefusedByName() {
        tenant.fake.removeContact(MARTIN);

        Failure failure =
                refusal(
                        ninja.create(
                                new NewTicket(
                                        12, 1, "Panne", "Texte", false, "1000", "NONE", MARTIN,
                                        null, List.of())));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.INVALID);
        assertThat(failure.line()).contains("requesterUid", MARTIN, "incident", "request");
        assertThat(tenant.fake.tickets()).isEmpty();
    }

    @Test
    void aClosedTicketTakesNothingMoreAndSaysSo() throws Exception {
        Ticket made = made("Panne", MARTIN);
        assertThat(refusal(ninja.update(made, TicketChange.status("6000"))).line())
                .contains("cannot be closed directly");
        tenant.fake.closeTicket(made.id());

        Failure note = refusal(ninja.comment(made.id(), new Note(false, "Note", List.of())));
        Failure change =
                refusal(ninja.update(ninja.ticket(made.id()), TicketChange.status("2000")));

        assertThat(List.of(note, change))
                .allMatch(failure -> failure.kind() == Failure.Kind.INVALID)
                .allMatch(failure -> failure.line().contains("closed"));
        assertThat(ninja.openTickets(2, MARTIN, "Julien Martin", 5)).isEmpty();
    }

    @Test
    void aTicketThatIsGoneIsRefusedNotUncertain() {
        Failure failure = refusal(ninja.comment(99_999, new Note(false, "Note", List.of())));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.INVALID);
        assertThat(failure.code()).isEqualTo("TICKET_NOT_FOUND");
    }

    private Ticket made(String subject, String requester) {
        return sent(
                ninja.create(
                        new NewTicket(
                                12, 1, subject, "Texte", false, "1000", "NONE", requester, null,
                                List.of())));
    }

    private static Ticket sent(Outcome<Ticket> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Sent.class);
        return ((Outcome.Sent<Ticket>) outcome).value();
    }

    private static <T> Failure refusal(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<T>) outcome).failure();
    }
}
