package com.ninja3cx.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.ninjaone.Organization;
import com.ninja3cx.server.ninjaone.Person;
import com.ninja3cx.server.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @Test
    void fiftyThousandContactsAreFoundInMilliseconds() {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            people.add(person("u" + i, "P" + i, "+331%08d".formatted(40_000_000 + i)));
        }
        directory.replace(List.of(new Organization(12, "Dupont")), people);
        directory.caller("+33140000001");

        long start = System.nanoTime();
        for (int i = 0; i < 200; i++) {
            assertThat(directory.caller("+331%08d".formatted(40_000_000 + i * 131)))
                    .isInstanceOf(Caller.Known.class);
        }
        double millis = (System.nanoTime() - start) / 1e6 / 200;

        assertThat(millis).as("milliseconds for one look-up").isLessThan(5);
    }

    private static Person person(String uid, String first, String phone) {
        return new Person(Person.Kind.CONTACT, 1, uid, 12, first, "Martin", null, phone, true);
    }
}
