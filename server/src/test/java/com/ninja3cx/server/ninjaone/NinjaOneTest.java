package com.ninja3cx.server.ninjaone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ninja3cx.server.ManualClock;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.settings.Secret;
import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.server.vault.Vault;
import com.ninja3cx.simulator.ninjaone.FakeNinjaOne;
import com.ninja3cx.simulator.ninjaone.Fault;
import com.ninja3cx.simulator.ninjaone.Options;
import com.ninja3cx.simulator.ninjaone.SeenRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NinjaOneTest {

    private final ManualClock clock = new ManualClock("2026-11-23T09:00:00Z");
    private final List<AutoCloseable> open = new ArrayList<>();
    @TempDir Path folder;
    private FakeNinjaOne fake;
    private Database database;
    private Vault vault;

    @BeforeEach
    void start() throws Exception {
        fake = FakeNinjaOne.start(0, Options.strict(clock));
        database = Database.open(new Settings.Storage.Sqlite(folder.resolve("database.sqlite")));
        vault = Vault.open(database, new Secret("a key for tests only"), folder);
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        database.close();
        fake.close();
    }

    @Test
    void aRotatedRefreshTokenIsStoredEncryptedAndUsedAfterARestart() throws Exception {
        String seed = fake.newRefreshToken();
        ninja(seed).organizations();
        assertThat(fake.isLiveRefreshToken(seed)).isFalse();

        clock.advance(Duration.ofHours(2));
        assertThat(ninja(seed).organizations()).isNotEmpty();

        String stored =
                database.read(
                        handle ->
                                handle.createQuery("SELECT value FROM secrets")
                                        .mapTo(String.class)
                                        .one());
        assertThat(stored).doesNotContain("refresh");
        assertThat(tokenRequests())
                .hasSize(2)
                .allMatch(body -> body.contains("grant_type=refresh_token"));
    }

    @Test
    void anotherSeedReplacesTheStoredTokenOnce() throws Exception {
        ninja(fake.newRefreshToken()).organizations();
        String second = fake.newRefreshToken();
        clock.advance(Duration.ofHours(2));
        ninja(second).organizations();
        clock.advance(Duration.ofHours(2));
        ninja(second).organizations();

        assertThat(tokenRequests().stream().filter(body -> body.contains(second))).hasSize(1);
        assertThat(tokenRequests()).noneMatch(body -> body.contains("client_credentials"));
    }

    @Test
    void manyThreadsAndTwoNodesRefreshOnce() throws Exception {
        String seed = fake.newRefreshToken();
        // The one that waits must not make the other's lease run out on the clock they share.
        NinjaOne one = ninja(tenant(seed), Pause.real());
        NinjaOne two = ninja(tenant(seed), Pause.real());
        List<Callable<Integer>> work = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            NinjaOne each = i % 2 == 0 ? one : two;
            work.add(() -> each.organizations().size());
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var result : threads.invokeAll(work)) {
                assertThat(result.get()).isEqualTo(6);
            }
        }

        assertThat(tokenRequests()).hasSize(1);
    }

    @Test
    void aDeadRefreshTokenFallsBackToClientCredentialsWhichMayReadAndNotWrite() throws Exception {
        NinjaOne ninja = ninja("long-dead");

        assertThat(ninja.organizations()).hasSize(6);
        assertThat(ninja.create(ticket("A [3CX-AAAA]")))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> {
                            assertThat(refused.failure().kind())
                                    .isEqualTo(Failure.Kind.AUTHORIZATION);
                            assertThat(refused.failure().words().english()).contains("setup ninja");
                        });
    }

    @Test
    void theWrongRegionIsExplained() {
        var elsewhere =
                new Tenant(
                        fake.baseUri(),
                        "/v2",
                        "/ws/oauth/token",
                        "unknown",
                        new Secret("x"),
                        null,
                        Duration.ofSeconds(3));
        NinjaOne ninja = ninja(elsewhere);

        assertThatThrownBy(ninja::organizations)
                .isInstanceOfSatisfying(
                        NinjaOneException.class,
                        e -> {
                            assertThat(e.failure().words().french()).contains("NINJA_BASE_URL");
                            assertThat(e.failure().line()).contains("404").contains("incident");
                        });
    }

    @Test
    void aServerThatIsNotThereWasNeverReached() {
        var nowhere =
                new Tenant(
                        URI.create("http://127.0.0.1:1"),
                        "/v2",
                        "/ws/oauth/token",
                        "a",
                        new Secret("b"),
                        null,
                        Duration.ofSeconds(3));

        assertThat(ninja(nowhere).create(ticket("A [3CX-AAAA]")))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused ->
                                assertThat(refused.failure().kind())
                                        .isEqualTo(Failure.Kind.NOT_REACHED));
    }

    @Test
    void onlyAnAnswerFromNinjaOneMakesAWriteKnown() {
        NinjaOne ninja = ninja(fake.newRefreshToken());
        List<Fault> faults =
                List.of(
                        new Fault.LoseReply(),
                        new Fault.DropConnection(),
                        new Fault.ServerError(true),
                        new Fault.ServerError(false),
                        new Fault.HtmlPage(200, null),
                        new Fault.Delay(Duration.ofSeconds(5)));
        for (Fault fault : faults) {
            fake.faults().next("POST /ticketing/ticket", fault);

            assertThat(ninja.create(ticket("A [3CX-AAAA]"))).isInstanceOf(Outcome.Unknown.class);
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(fake.requests().stream().filter(r -> r.path().endsWith("/ticketing/ticket")))
                .hasSize(faults.size());
    }

    @Test
    void atMostFiveRequestsASecond() throws Exception {
        NinjaOne ninja = ninja(fake.newRefreshToken());
        for (int i = 0; i < 20; i++) {
            ninja.statuses();
        }

        var times = fake.requests().stream().map(SeenRequest::at).toList();
        for (int i = 5; i < times.size(); i++) {
            assertThat(Duration.between(times.get(i - 5), times.get(i)))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void afterRetryAfterNobodyAsksUntilThen() throws Exception {
        NinjaOne ninja = ninja(fake.newRefreshToken());
        ninja.statuses();
        fake.faults()
                .next("GET /ticketing/statuses", new Fault.HtmlPage(429, Duration.ofSeconds(60)));
        assertThatThrownBy(ninja::statuses).isInstanceOf(NinjaOneException.class);
        int before = fake.requests().size();

        clock.advance(Duration.ofSeconds(50));
        assertThatThrownBy(ninja::forms)
                .isInstanceOfSatisfying(
                        NinjaOneException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(Failure.Kind.THROTTLED));
        assertThat(fake.requests()).hasSize(before);

        clock.advance(Duration.ofSeconds(11));
        assertThat(ninja.forms()).hasSize(3);
    }

    @Test
    void everythingATicketNeedsCanBeReadAndWritten() throws Exception {
        NinjaOne ninja = ninja(fake.newRefreshToken());
        assertThat(ninja.contacts()).anyMatch(person -> person.name().equals("Julien Martin"));
        assertThat(ninja.users()).anyMatch(person -> person.kind() == Person.Kind.TECHNICIAN);
        assertThat(ninja.forms().get(1).required()).containsExactlyInAnyOrder("Site", "Quantité");
        assertThat(ninja.boards()).extracting(Board::filtered).contains(true, false);
        assertThat(ninja.statuses()).anyMatch(status -> status.name().equals("NEW"));

        Ticket made = ((Outcome.Sent<Ticket>) ninja.create(ticket("Panne [3CX-AAAA]"))).value();
        byte[] file = "contenu".getBytes(StandardCharsets.UTF_8);
        var note =
                new Note(
                        false,
                        "Bonjour « é »",
                        List.of(new Note.Attachment("a\"b.txt", "text/plain", file)));
        assertThat(ninja.comment(made.id(), note)).isInstanceOf(Outcome.Sent.class);

        assertThat(ninja.ticket(made.id()).subject()).isEqualTo("Panne [3CX-AAAA]");
        assertThat(ninja.log(made.id()))
                .extracting(LogEntry::type)
                .containsExactly("DESCRIPTION", "COMMENT");
        assertThat(ninja.run(1, 0).rows())
                .hasSize(1)
                .allMatch(row -> row.text().contains("[3CX-AAAA]") && row.id() == made.id());
        assertThat(fake.notes(made.id()).getLast().files().getFirst().content()).isEqualTo(file);
    }

    @Test
    void anInstanceWithoutTheTicketingContactsIsAskedForTheOthers() throws Exception {
        try (var old =
                FakeNinjaOne.start(
                        0, Options.strict(clock).withMissingPaths("/ticketing/contact/contacts"))) {
            var tenant =
                    new Tenant(
                            old.baseUri(),
                            "/api/v2",
                            "ws/oauth/token",
                            Options.CLIENT_ID,
                            new Secret(Options.CLIENT_SECRET),
                            new Secret(old.newRefreshToken()),
                            Duration.ofSeconds(3));

            assertThat(ninja(tenant).contacts()).hasSize(7);
        }
    }

    private static NewTicket ticket(String subject) {
        return new NewTicket(
                12, 1, subject, "Texte", false, "1000", "HIGH", null, null, List.of("3cx"));
    }

    private List<String> tokenRequests() {
        return fake.requests().stream()
                .filter(request -> request.path().endsWith("/token"))
                .map(SeenRequest::bodyText)
                .toList();
    }

    private NinjaOne ninja(String seed) {
        return ninja(tenant(seed));
    }

    private Tenant tenant(String seed) {
        return new Tenant(
                fake.baseUri(),
                "/v2",
                "/ws/oauth/token",
                Options.CLIENT_ID,
                new Secret(Options.CLIENT_SECRET),
                new Secret(seed),
                Duration.ofSeconds(3));
    }

    private NinjaOne ninja(Tenant tenant) {
        return ninja(tenant, clock::advance);
    }

    private NinjaOne ninja(Tenant tenant, Pause pause) {
        var ninja = new NinjaOne(tenant, database, vault, clock, pause);
        open.add(ninja);
        return ninja;
    }
}
