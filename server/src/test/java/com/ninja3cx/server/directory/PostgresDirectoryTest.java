package com.ninja3cx.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.db.TestPostgres;
import com.ninja3cx.server.ninjaone.Organization;
import com.ninja3cx.server.ninjaone.Person;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The same directory on the other database.
class PostgresDirectoryTest {

    @Test
    void peopleAreCopiedFoundAndForgottenOnPostgresTooAsOnSqlite() throws Exception {
        try (var postgres = TestPostgres.start();
                var database = Database.open(postgres.emptyDatabase())) {
            var directory = new Directory(database, new PhoneNumbers("FR"));
            Person julien =
                    new Person(
                            Person.Kind.CONTACT,
                            1,
                            "u1",
                            12,
                            "Julien",
                            "Martin",
                            "julien@dupont.example",
                            "01 42 68 53 00",
                            true);
            List<Organization> customers = List.of(new Organization(12, "Société Dupont"));

            directory.replace(customers, new ArrayList<>(List.of(julien)));
            long first = directory.generation();
            directory.replace(customers, new ArrayList<>(List.of(julien)));

            assertThat(directory.generation()).isEqualTo(first).isPositive();
            assertThat(directory.caller("+33142685300")).isInstanceOf(Caller.Known.class);
            assertThat(directory.caller("42685300")).isInstanceOf(Caller.Known.class);
            assertThat(directory.search("martin dupont", 5)).hasSize(1);
            assertThat(directory.organizations("societe", 5)).hasSize(1);
            assertThat(directory.devices("u1")).isEmpty();
            assertThat(directory.technician("201", "julien@dupont.example")).isEmpty();

            directory.replace(List.of(), new ArrayList<>());

            assertThat(directory.caller("+33142685300")).isEqualTo(new Caller.Nobody());
        }
    }
}
