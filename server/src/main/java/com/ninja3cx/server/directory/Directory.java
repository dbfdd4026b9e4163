package com.ninja3cx.server.directory;

import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.ninjaone.Organization;
import com.ninja3cx.server.ninjaone.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// The directory in the database. Look-ups use an index: at most a few milliseconds with tens of
/// thousands of people.
public final class Directory {

    private static final int BATCH = 1000;
    private static final String PEOPLE =
            "SELECT p.uid, p.kind, p.id, p.organization_id, p.first_name, p.last_name, o.name AS"
                    + " organization_name FROM directory_people p LEFT JOIN"
                    + " directory_organizations o ON o.id = p.organization_id ";

    private final Database database;
    private final PhoneNumbers numbers;
    private final AtomicLong generation = new AtomicLong();

    public Directory(Database database, PhoneNumbers numbers) {
        this.database = database;
        this.numbers = numbers;
    }

    /// Whose number this is: the whole number first, then its last 8 digits. Technicians are no
    /// customers and never found.
    public Caller caller(@Nullable String number) {
        Optional<String> normal = Optional.ofNullable(number).flatMap(numbers::normal);
        if (normal.isEmpty()) {
            return new Caller.Nobody();
        }
        List<Requester> found = by("n.number", normal.get());
        if (found.isEmpty()) {
            found = by("n.tail", PhoneNumbers.tail(normal.get()));
        }
        return switch (found.size()) {
            case 0 -> new Caller.Nobody();
            case 1 -> new Caller.Known(found.getFirst());
            default -> new Caller.Several(found);
        };
    }

    private List<Requester> by(String column, String value) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        PEOPLE
                                                + "WHERE p.kind <> 'TECHNICIAN' AND p.uid IN"
                                                + " (SELECT n.uid FROM directory_numbers n WHERE "
                                                + column
                                                + " = :value) ORDER BY p.last_name, p.first_name,"
                                                + " p.uid LIMIT 20")
                                .bind("value", value)
                                .map(Directory::requester)
                                .list());
    }

    /// The person with this uid.
    public Optional<Requester> person(String uid) {
        return database.read(
                handle ->
                        handle.createQuery(PEOPLE + "WHERE p.uid = :uid")
                                .bind("uid", uid)
                                .map(Directory::requester)
                                .findOne());
    }

    /// NinjaOne's number for the technician with this mail address.
    public Optional<Integer> technician(@Nullable String email) {
        if (email == null || email.isBlank()) {
            return Optional.empty();
        }
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT id FROM directory_people WHERE kind ="
                                                + " 'TECHNICIAN' AND email = :email ORDER BY id")
                                .bind("email", email.strip().toLowerCase(Locale.ROOT))
                                .mapTo(Integer.class)
                                .findFirst());
    }

    public Optional<String> organization(int id) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT name FROM directory_organizations WHERE id = :id")
                                .bind("id", id)
                                .mapTo(String.class)
                                .findOne());
    }

    /// Whether anything was ever synchronised.
    public boolean filled() {
        return database.read(
                handle ->
                        handle.createQuery("SELECT COUNT(*) FROM directory_organizations")
                                        .mapTo(Integer.class)
                                        .one()
                                > 0);
    }

    /// Changes whenever this node has copied the directory anew.
    public long generation() {
        return generation.get();
    }

    /// Replaces everything at once.
    public void replace(List<Organization> organizations, List<Person> people) {
        database.write(
                handle -> {
                    handle.execute("DELETE FROM directory_numbers");
                    handle.execute("DELETE FROM directory_people");
                    handle.execute("DELETE FROM directory_organizations");
                    insertOrganizations(handle, organizations);
                    insertPeople(handle, people);
                    return true;
                });
        generation.incrementAndGet();
    }

    private static void insertOrganizations(Handle handle, List<Organization> organizations) {
        try (PreparedBatch batch =
                handle.prepareBatch(
                        "INSERT INTO directory_organizations (id, name) VALUES (:id, :name) ON"
                                + " CONFLICT DO NOTHING")) {
            for (Organization organization : organizations) {
                add(batch.bind("id", organization.id()).bind("name", organization.name()));
            }
            batch.execute();
        }
    }

    private void insertPeople(Handle handle, List<Person> people) {
        List<Person> usable = usable(people);
        try (PreparedBatch batch =
                handle.prepareBatch(
                        "INSERT INTO directory_people (uid, kind, id, organization_id, first_name,"
                                + " last_name, email, phone) VALUES (:uid, :kind, :id,"
                                + " :organization, :first, :last, :email, :phone)")) {
            for (Person person : usable) {
                String email = person.email();
                add(
                        batch.bind("uid", person.uid())
                                .bind("kind", person.kind().name())
                                .bind("id", person.id())
                                .bind("organization", person.organizationId())
                                .bind("first", person.firstName())
                                .bind("last", person.lastName())
                                .bind(
                                        "email",
                                        email == null ? null : email.toLowerCase(Locale.ROOT))
                                .bind("phone", person.phone()));
            }
            batch.execute();
        }
        try (PreparedBatch batch =
                handle.prepareBatch(
                        "INSERT INTO directory_numbers (uid, number, tail) VALUES (:uid, :number,"
                                + " :tail)")) {
            for (Person person : usable) {
                String phone = person.phone();
                for (String number : phone == null ? Set.<String>of() : numbers.all(phone)) {
                    add(
                            batch.bind("uid", person.uid())
                                    .bind("number", number)
                                    .bind("tail", PhoneNumbers.tail(number)));
                }
            }
            batch.execute();
        }
    }

    private static List<Person> usable(List<Person> people) {
        Set<String> seen = new HashSet<>();
        List<Person> usable = new ArrayList<>();
        for (Person person : people) {
            if (person.enabled() && !person.uid().isEmpty() && seen.add(person.uid())) {
                usable.add(person);
            }
        }
        return usable;
    }

    private static void add(PreparedBatch batch) {
        batch.add();
        if (batch.size() >= BATCH) {
            batch.execute();
        }
    }

    private static Requester requester(ResultSet row, StatementContext context)
            throws SQLException {
        int organization = row.getInt("organization_id");
        boolean none = row.wasNull();
        return new Requester(
                row.getString("uid"),
                (row.getString("first_name") + " " + row.getString("last_name")).strip(),
                none ? null : organization,
                row.getString("organization_name"));
    }
}
