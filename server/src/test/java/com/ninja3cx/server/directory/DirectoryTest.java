package com.ninja3cx.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.ninjaone.Organization;
import com.ninja3cx.server.ninjaone.Person;
import com.ninja3cx.server.settings.Settings;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryTest {

    @TempDir Path folder;
    private Database database;
    private Directory directory;

    @BeforeEach
    void open() throws Exception {
        database = Database.open(new Settings.Storage.Sqlite(folder.resolve("database.sqlite")));
        directory = new Directory(database, new PhoneNumbers("FR"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    01 42 68 53 00 | +33142685300
                    +33 (0)1 42 68 53 00 | 0142685300
                    0033 1 42 68 53 00 | 01.42.68.53.00
                    +44 20 7946 0123 | 00442079460123
                    01 42 68 53 00 / 06 12 34 56 78 | +33612345678
                    01 42 68 53 00 ou 06 12 34 56 78 | 0142685300
                    +33 1 42 68 53 00 | sip:+33142685300@pbx.example
                    01 42 68 53 00 | 9142685300
                    """)
    void aNumberIsFoundHoweverItIsWritten(String stored, String calling) {
        directory.replace(
                List.of(new Organization(12, "Dupont")), List.of(person("u1", "Julien", stored)));

        assertThat(directory.caller(calling))
                .isEqualTo(new Caller.Known(new Requester("u1", "Julien Martin", 12, "Dupont")));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {"null", "anonymous", "201", "''", "0199001122"})
    void nobodyHasAHiddenShortOrUnknownNumber(String calling) {
        directory.replace(
                List.of(new Organization(12, "Dupont")),
                List.of(person("u1", "Julien", "201"), person("u2", "Anne", "01 42 68 53 00")));

        assertThat(directory.caller(calling)).isEqualTo(new Caller.Nobody());
    }

    @Test
    void severalPeopleWithOneNumberAreAllNamedAndAnExactMatchWins() {
        directory.replace(
                List.of(new Organization(12, "Dupont")),
                List.of(
                        person("u1", "Julien", "01 42 68 53 00"),
                        person("u2", "Anne", "+33 1 42 68 53 00"),
                        person("u3", "Marc", "+49 30 42685311"),
                        person("u4", "Lea", "+33 1 42 68 53 11")));

        assertThat(directory.caller("0142685300"))
                .isInstanceOfSatisfying(
                        Caller.Several.class,
                        several -> assertThat(several.requesters()).hasSize(2));
        assertThat(directory.caller("0142685311"))
                .isInstanceOfSatisfying(
                        Caller.Known.class,
                        known -> assertThat(known.requester().uid()).isEqualTo("u4"));
    }

    @Test
    void techniciansAreNoCallersAndAreFoundByMail() {
        directory.replace(
                List.of(),
                List.of(
                        new Person(
                                Person.Kind.TECHNICIAN,
                                7,
                                "t7",
                                null,
                                "Claire",
                                "Petit",
                                "Claire.Petit@Rivage.example",
                                "01 42 68 53 00",
                                true)));

        assertThat(directory.caller("0142685300")).isEqualTo(new Caller.Nobody());
        assertThat(directory.technician("claire.petit@rivage.example")).contains(7);
    }

    @Test
    void disabledPeopleAreLeftOutAndOldOnesDisappear() {
        directory.replace(List.of(), List.of(person("u1", "Julien", "01 42 68 53 00")));
        directory.replace(
                List.of(),
                List.of(
                        new Person(
                                Person.Kind.END_USER,
                                1,
                                "u9",
                                12,
                                "A",
                                "B",
                                null,
                                "01 42 68 53 00",
                                false)));

        assertThat(directory.caller("0142685300")).isEqualTo(new Caller.Nobody());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    01 42 68 53 00 | tel:+33-1-42-68-53-00
                    01 42 68 53 00 | tel:142685300;phone-context=+33
                    01 42 68 53 00 | sip:0142685300@192.0.2.7:5060;user=phone
                    01 42 68 53 00 | "Julien" <sip:+33142685300@pbx.example>;tag=77
                    01 42 68 53 00 | \u202a+33 1 42 68 53 00\u202c
                    01 42 68 53 00 | 42685300
                    01 42 68 53 00 | 000142685300
                    01 42 68 53 00 (bureau) | 0142685300
                    Bureau : 01 42 68 53 00 - Mobile : 06 12 34 56 78 | 0612345678
                    01.42.68.53.00; 06.12.34.56.78 | 0612345678
                    +41 22 730 51 11 | 0041227305111
                    +1 (212) 555-2368 | +12125552368
                    """)
    void numbersOfAllKindsOfSystemsAreUnderstood(String stored, String calling) {
        directory.replace(
                List.of(new Organization(12, "Dupont")), List.of(person("u1", "Julien", stored)));

        assertThat(directory.caller(calling)).isInstanceOf(Caller.Known.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anonymous",
                "Anonymous",
                "private",
                "unavailable",
                "sip:anonymous@anonymous.invalid",
                "tel:anonymous",
                "+266696687",
                "0000000000",
                "",
                "   ",
                "*",
                "201",
                "tel:201;phone-context=pbx.example",
                "sip:201@pbx.example",
                "3900",
                "118 218",
                "112",
                "+44 1 42 68 53 00",
                "+49 30 42685300",
                "0942685300",
                "09 42 68 53 00",
                "0142685301",
                "00942685300",
                "1234567890123456789012345"
            })
    void nobodyIsTakenForSomebodyElse(String calling) {
        directory.replace(
                List.of(new Organization(12, "Dupont")),
                List.of(
                        person("u1", "Julien", "01 42 68 53 00"),
                        person("u2", "Standard", "201"),
                        person("u3", "Masqué", "anonymous"),
                        person("u4", "Zéro", "0000000000")));

        assertThat(directory.caller(calling)).isEqualTo(new Caller.Nobody());
    }

    @Test
    void aNumberWithAnExtensionBehindItOnlySuggestsWhoCalls() {
        directory.replace(
                List.of(new Organization(12, "Dupont")),
                List.of(person("u1", "Julien", "01 42 68 53 00 poste 12")));

        assertThat(directory.caller("0142685300"))
                .isEqualTo(
                        new Caller.Several(
                                List.of(new Requester("u1", "Julien Martin", 12, "Dupont")),
                                1,
                                12));
    }

    @Test
    void aSwitchboardOfOneCustomerNamesTheCustomerAndAFewPeople() {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            people.add(person("u" + i, "P" + i, "01 42 68 53 00"));
        }
        directory.replace(List.of(new Organization(12, "Dupont")), people);

        assertThat(directory.caller("+33142685300"))
                .isInstanceOfSatisfying(
                        Caller.Several.class,
                        several -> {
                            assertThat(several.total()).isEqualTo(60);
                            assertThat(several.requesters()).hasSize(Directory.MOST_CANDIDATES);
                            assertThat(several.organisation()).isEqualTo(12);
                        });
    }

    @Test
    void peopleOfTwoCustomersWithOneNumberBelongToNoCustomerForSure() {
        directory.replace(
                List.of(new Organization(12, "Dupont"), new Organization(17, "Girard")),
                List.of(
                        person("u1", "Julien", "01 42 68 53 00"),
                        new Person(
                                Person.Kind.CONTACT,
                                2,
                                "u2",
                                17,
                                "Anne",
                                "Roux",
                                null,
                                "0142685300",
                                true)));

        assertThat(directory.caller("0142685300"))
                .isInstanceOfSatisfying(
                        Caller.Several.class,
                        several -> assertThat(several.organisation()).isNull());
    }

    @Test
    void aContactWhoIsAUserTooIsOnePerson() {
        directory.replace(
                List.of(new Organization(12, "Dupont")),
                List.of(
                        mail(Person.Kind.CONTACT, "c1", "julien@dupont.example"),
                        mail(Person.Kind.END_USER, "e1", "Julien@Dupont.example")));

        assertThat(directory.caller("0142685300"))
                .isInstanceOfSatisfying(
                        Caller.Known.class,
                        known -> assertThat(known.requester().uid()).isEqualTo("e1"));
    }

    @Test
    void aTechnicianIsFoundByExtensionThenByMail() {
        var configured =
                new Directory(
                        database,
                        new PhoneNumbers("FR"),
                        Map.of("205", "emma.wells@rivage.example"));
        configured.replace(
                List.of(),
                List.of(
                        technician(7, "Claire", "201", "claire@rivage.example"),
                        technician(
                                8, "Emma", "01 40 00 00 00 poste 202", "emma.wells@rivage.example"),
                        technician(9, "Marc", "203", null),
                        technician(10, "Anne", "203", null)));

        assertThat(configured.technician("201", "emma.wells@rivage.example"))
                .map(Technician::id)
                .contains(7);
        assertThat(configured.technician("202", null)).map(Technician::id).contains(8);
        assertThat(configured.technician("205", null)).map(Technician::id).contains(8);
        assertThat(configured.technician("203", null)).as("two have it").isEmpty();
        assertThat(configured.technician("299", "Claire@Rivage.example"))
                .map(Technician::id)
                .contains(7);
        assertThat(configured.technician(null, null)).isEmpty();
    }

    @Test
    void onlyWhatChangedIsWrittenAndTold() {
        List<Person> people = List.of(person("u1", "Julien", "01 42 68 53 00"));
        directory.replace(List.of(new Organization(12, "Dupont")), people);
        long before = directory.generation();

        directory.replace(List.of(new Organization(12, "Dupont")), people);
        assertThat(directory.generation()).isEqualTo(before);

        directory.replace(
                List.of(new Organization(12, "Dupont SA")),
                List.of(person("u1", "Julien", "01 42 68 53 99")));
        assertThat(directory.generation()).isGreaterThan(before);
        assertThat(directory.caller("0142685300")).isEqualTo(new Caller.Nobody());
        assertThat(directory.caller("0142685399"))
                .isEqualTo(new Caller.Known(new Requester("u1", "Julien Martin", 12, "Dupont SA")));
    }

    @Test
    void aReplyThatLostMostPeopleIsBelievedOnlyTheSecondTime() {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            people.add(person("u" + i, "P" + i, "+331%08d".formatted(40_000_000 + i)));
        }
        directory.replace(List.of(), people);

        directory.replace(List.of(), people.subList(0, 20));
        assertThat(directory.caller("+33140000150")).isInstanceOf(Caller.Known.class);

        directory.replace(List.of(), people.subList(0, 20));
        assertThat(directory.caller("+33140000150")).isEqualTo(new Caller.Nobody());
    }

    @Test
    void peopleAreFoundByWhatSomebodyRemembersOfThem() {
        directory.replace(
                List.of(new Organization(12, "Société Dupont"), new Organization(17, "Girard")),
                List.of(
                        person("u1", "Hélène", "01 42 68 53 00"),
                        new Person(
                                Person.Kind.CONTACT,
                                2,
                                "u2",
                                17,
                                "Marc",
                                "Girard",
                                "m.girard@girard.example",
                                "06 12 34 56 78",
                                true)));

        assertThat(uids("helene")).containsExactly("u1");
        assertThat(uids("martin dupont")).containsExactly("u1");
        assertThat(uids("06 12 34")).containsExactly("u2");
        assertThat(uids("+33 6 12 34")).containsExactly("u2");
        assertThat(uids("m.girard@gir")).containsExactly("u2");
        assertThat(uids("%")).isEmpty();
        assertThat(uids("zzz")).isEmpty();
        assertThat(directory.organizations("societe", 5))
                .containsExactly(new Organization(12, "Société Dupont"));
    }

    private List<String> uids(String text) {
        return directory.search(text, 10).stream().map(Requester::uid).toList();
    }

    @Test
    void fiftyThousandContactsAreFoundInMilliseconds(TestReporter report) {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            people.add(person("u" + i, "P" + i, "+331%08d".formatted(40_000_000 + i)));
        }
        directory.replace(List.of(new Organization(12, "Dupont")), people);
        for (int i = 0; i < 300; i++) {
            directory.caller("+331%08d".formatted(40_000_000 + i));
        }

        // The time of this thread alone: what else the machine does is no property of the look-up.
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long[] nanos = new long[500];
        long[] wall = new long[nanos.length];
        for (int i = 0; i < nanos.length; i++) {
            long began = System.nanoTime();
            long start = threads.getCurrentThreadCpuTime();
            assertThat(directory.caller("+331%08d".formatted(40_000_000 + i * 97)))
                    .isInstanceOf(Caller.Known.class);
            nanos[i] = threads.getCurrentThreadCpuTime() - start;
            wall[i] = System.nanoTime() - began;
        }
        Arrays.sort(nanos);
        Arrays.sort(wall);
        report.publishEntry(
                "wall milliseconds of 500 look-ups, 99th percentile",
                String.valueOf(wall[wall.length * 99 / 100] / 1e6));

        assertThat(nanos[nanos.length * 99 / 100] / 1e6)
                .as("milliseconds, 99th percentile")
                .isLessThan(5);
    }

    private static Person mail(Person.Kind kind, String uid, String email) {
        return new Person(kind, 1, uid, 12, "Julien", "Martin", email, "0142685300", true);
    }

    private static Person technician(int id, String first, String phone, String email) {
        return new Person(
                Person.Kind.TECHNICIAN, id, "t" + id, null, first, "P", email, phone, true);
    }

    private static Person person(String uid, String first, String phone) {
        return new Person(Person.Kind.CONTACT, 1, uid, 12, first, "Martin", null, phone, true);
    }
}
