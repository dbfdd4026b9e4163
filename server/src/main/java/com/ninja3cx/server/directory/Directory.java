package com.ninja3cx.server.directory;

import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.ninjaone.Organization;
import com.ninja3cx.server.ninjaone.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// The copy of NinjaOne's directory in the database. A look-up of a number uses an index: at most 5
/// milliseconds among tens of thousands of people.
public final class Directory {

    /// So many people are offered by name; a switchboard has more.
    public static final int MOST_CANDIDATES = 12;

    private final Database database;
    private final PhoneNumbers numbers;
    private final Map<String, String> extensions;
    private final People people;
    private final DirectoryCopy copy;

    public Directory(Database database, PhoneNumbers numbers) {
        this(database, numbers, Map.of());
    }

    /// @param extensions internal numbers and the mail addresses of the technicians who have them
    public Directory(Database database, PhoneNumbers numbers, Map<String, String> extensions) {
        this.database = database;
        this.numbers = numbers;
        this.extensions = Map.copyOf(extensions);
        this.people = new People(database);
        this.copy = new DirectoryCopy(database, numbers);
    }

    /// Whose number this is: the whole number first, then its last 8 digits. Technicians are no
    /// customers and never found; neither is anybody behind a hidden or internal number.
    public Caller caller(@Nullable String number) {
        return Optional.ofNullable(number)
                .flatMap(numbers::read)
                .map(people::caller)
                .orElseGet(Caller.Nobody::new);
    }

    /// The person with this uid.
    public Optional<Requester> person(String uid) {
        return people.person(uid);
    }

    /// People found by parts of name, mail address, number or organisation.
    public List<Requester> search(String text, int most) {
        return people.search(text, most);
    }

    /// NinjaOne's number for the technician with this mail address.
    public Optional<Integer> technician(@Nullable String email) {
        return technician(null, email).map(Technician::id);
    }

    /// The technician with this internal number, as the settings say or as their telephone field in
    /// NinjaOne says; otherwise the one with this mail address. An internal number that two have
    /// names nobody.
    public Optional<Technician> technician(@Nullable String extension, @Nullable String email) {
        String wanted = extension == null ? "" : extension.strip();
        List<Colleague> all = colleagues();
        String named = extensions.get(wanted);
        if (named != null) {
            Optional<Technician> found = withMail(all, named);
            if (found.isPresent()) {
                return found;
            }
        }
        List<Technician> here =
                all.stream()
                        .filter(each -> !wanted.isEmpty() && wanted.equals(each.extension()))
                        .map(Colleague::technician)
                        .toList();
        return here.size() == 1 ? Optional.of(here.getFirst()) : withMail(all, email);
    }

    private record Colleague(Technician technician, String extension) {}

    private static Optional<Technician> withMail(List<Colleague> all, @Nullable String email) {
        String wanted = email == null ? "" : email.strip().toLowerCase(Locale.ROOT);
        return all.stream()
                .map(Colleague::technician)
                .filter(each -> !wanted.isEmpty() && wanted.equals(each.email()))
                .findFirst();
    }

    private List<Colleague> colleagues() {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT id, first_name, last_name, email, phone FROM"
                                                + " directory_people WHERE kind = 'TECHNICIAN'"
                                                + " ORDER BY id")
                                .map(
                                        (row, context) -> {
                                            String phone = row.getString("phone");
                                            return new Colleague(
                                                    new Technician(
                                                            row.getInt("id"),
                                                            (row.getString("first_name")
                                                                            + " "
                                                                            + row.getString(
                                                                                    "last_name"))
                                                                    .strip(),
                                                            row.getString("email")),
                                                    phone == null
                                                            ? ""
                                                            : PhoneNumbers.extension(phone)
                                                                    .orElse(""));
                                        })
                                .list());
    }

    /// Machines assigned to this person, also under their other entry with the same mail address.
    public List<Device> devices(String uid) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        """
                                        SELECT d.id, d.organization_id, d.name, d.kind, d.offline
                                        FROM directory_devices d
                                        JOIN directory_people o ON o.uid = d.owner_uid
                                        WHERE o.uid = :uid OR o.email = (
                                            SELECT p.email FROM directory_people p
                                            WHERE p.uid = :uid)
                                        ORDER BY d.offline, d.name, d.id LIMIT 20
                                        """)
                                .bind("uid", uid)
                                .map(Directory::device)
                                .list());
    }

    /// The machine with this number.
    public Optional<Device> device(int id) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT id, organization_id, name, kind, offline FROM directory_devices"
                                                + " WHERE id = :id")
                                .bind("id", id)
                                .map(Directory::device)
                                .findOne());
    }

    private static Device device(ResultSet row, StatementContext context) throws SQLException {
        return new Device(
                row.getInt("id"),
                row.getInt("organization_id"),
                row.getString("name"),
                row.getString("kind"),
                row.getInt("offline") != 0);
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

    /// Organisations whose name has all these words.
    public List<Organization> organizations(String text, int most) {
        List<String> words = People.words(text);
        return database.read(
                handle ->
                        handle
                                .createQuery(
                                        "SELECT id, name, search FROM directory_organizations"
                                                + " ORDER BY name, id")
                                .map(
                                        (row, context) ->
                                                Map.entry(
                                                        row.getString("search"),
                                                        new Organization(
                                                                row.getInt("id"),
                                                                row.getString("name"))))
                                .stream()
                                .filter(each -> words.stream().allMatch(each.getKey()::contains))
                                .map(Map.Entry::getValue)
                                .limit(most)
                                .toList());
    }

    /// Whether anything was ever synchronised.
    public boolean filled() {
        return database.read(
                handle ->
                        handle.createQuery("SELECT 1 FROM directory_organizations LIMIT 1")
                                .mapTo(Integer.class)
                                .findOne()
                                .isPresent());
    }

    /// Changes whenever any node has copied something new.
    public long generation() {
        return copy.generation();
    }

    /// Makes the copy equal to this, writing only what differs. Devices stay as they are.
    public void replace(List<Organization> organizations, List<Person> everybody) {
        copy.take(organizations, new ArrayList<>(everybody), null);
    }

    DirectoryCopy copy() {
        return copy;
    }
}
