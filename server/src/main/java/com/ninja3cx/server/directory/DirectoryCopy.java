package com.ninja3cx.server.directory;

import com.ninja3cx.server.Sha256;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.ninjaone.Organization;
import com.ninja3cx.server.ninjaone.Person;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes NinjaOne's directory into the database. Only what has changed is written, in short
/// transactions, so that calls and drafts never wait for it.
final class DirectoryCopy {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryCopy.class);
    private static final int BATCH = 500;

    /// A reply with so few of the people known before is believed only the second time.
    private static final double SUSPICIOUS = 0.5;

    private static final int FEW = 50;

    private final Database database;
    private final PhoneNumbers numbers;
    private volatile boolean doubted;

    DirectoryCopy(Database database, PhoneNumbers numbers) {
        this.database = database;
        this.numbers = numbers;
    }

    long generation() {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT value FROM directory_state WHERE name ="
                                                + " 'generation'")
                                .mapTo(Long.class)
                                .findOne()
                                .orElse(0L));
    }

    /// @param everybody is emptied on the way, to need less memory
    /// @param devices null = leave them as they are
    /// @return how many rows differed
    int take(
            List<Organization> organizations,
            List<Person> everybody,
            @Nullable List<com.ninja3cx.server.ninjaone.Device> devices) {
        int changed = organizations(organizations) + people(everybody);
        if (devices != null) {
            changed += devices(devices);
        }
        if (changed > 0) {
            database.write(
                    handle ->
                            handle.execute(
                                    "INSERT INTO directory_state (name, value) VALUES"
                                            + " ('generation', 1) ON CONFLICT (name) DO UPDATE SET"
                                            + " value = directory_state.value + 1"));
        }
        return changed;
    }

    private int organizations(List<Organization> wanted) {
        Map<Integer, String> known = new HashMap<>();
        database.read(
                handle -> {
                    handle.createQuery("SELECT id, name FROM directory_organizations")
                            .map(
                                    (row, context) ->
                                            known.put(row.getInt("id"), row.getString("name")))
                            .list();
                    return true;
                });
        List<Organization> news = new ArrayList<>();
        for (Organization each : wanted) {
            if (!Objects.equals(known.remove(each.id()), each.name())) {
                news.add(each);
            }
        }
        inBatches(
                news,
                (handle, some) ->
                        batch(
                                handle,
                                "INSERT INTO directory_organizations (id, name, search) VALUES"
                                        + " (:id, :name, :search) ON CONFLICT (id) DO UPDATE SET"
                                        + " name = excluded.name, search = excluded.search",
                                some,
                                (row, each) ->
                                        row.bind("id", each.id())
                                                .bind("name", each.name())
                                                .bind("search", People.plain(each.name()))));
        inBatches(
                List.copyOf(known.keySet()),
                (handle, some) ->
                        batch(
                                handle,
                                "DELETE FROM directory_organizations WHERE id = :id",
                                some,
                                (row, id) -> row.bind("id", id)));
        return news.size() + known.size();
    }

    private int people(List<Person> everybody) {
        Map<String, String> known = new HashMap<>();
        database.read(
                handle -> {
                    handle.createQuery("SELECT uid, fingerprint FROM directory_people")
                            .map(
                                    (row, context) ->
                                            known.put(
                                                    row.getString("uid"),
                                                    row.getString("fingerprint")))
                            .list();
                    return true;
                });
        int before = known.size();
        Set<String> seen = new HashSet<>();
        List<Person> news = new ArrayList<>();
        for (Person person : everybody) {
            if (person.enabled() && !person.uid().isEmpty() && seen.add(person.uid())) {
                if (!fingerprint(person).equals(known.remove(person.uid()))) {
                    news.add(person);
                }
            }
        }
        everybody.clear();
        inBatches(news, this::write);
        return news.size() + forget(known.keySet(), before);
    }

    /// Removes those who are gone. A reply that has lost most people at once is more likely a right
    /// that was taken away than a customer base that vanished: it is believed the second time.
    private int forget(Set<String> gone, int before) {
        boolean many = gone.size() > FEW && gone.size() > before * SUSPICIOUS;
        if (many && !doubted) {
            doubted = true;
            LOG.warn(
                    "ninja directory: {} of {} people are missing in the reply; kept until the next"
                            + " copy says so too",
                    gone.size(),
                    before);
            return 0;
        }
        doubted = false;
        inBatches(
                List.copyOf(gone),
                (handle, some) -> {
                    removeNumbers(handle, some);
                    batch(
                            handle,
                            "DELETE FROM directory_people WHERE uid = :uid",
                            some,
                            (row, uid) -> row.bind("uid", uid));
                });
        return gone.size();
    }

    private void write(Handle handle, List<Person> some) {
        removeNumbers(handle, some.stream().map(Person::uid).toList());
        batch(
                handle,
                """
                INSERT INTO directory_people (uid, kind, id, organization_id, first_name,
                    last_name, email, phone, search, fingerprint)
                VALUES (:uid, :kind, :id, :organization, :first, :last, :email, :phone,
                    :search, :fingerprint)
                ON CONFLICT (uid) DO UPDATE SET kind = excluded.kind, id = excluded.id,
                    organization_id = excluded.organization_id,
                    first_name = excluded.first_name, last_name = excluded.last_name,
                    email = excluded.email, phone = excluded.phone, search = excluded.search,
                    fingerprint = excluded.fingerprint
                """,
                some,
                (row, person) ->
                        row.bind("uid", person.uid())
                                .bind("kind", person.kind().name())
                                .bind("id", person.id())
                                .bind("organization", person.organizationId())
                                .bind("first", person.firstName())
                                .bind("last", person.lastName())
                                .bind("email", email(person))
                                .bind("phone", person.phone())
                                .bind("search", search(person))
                                .bind("fingerprint", fingerprint(person)));
        record Line(String uid, PhoneNumbers.Dialled number) {}
        List<Line> lines = new ArrayList<>();
        for (Person person : some) {
            Set<String> once = new HashSet<>();
            for (PhoneNumbers.Dialled number : dialled(person)) {
                if (once.add(number.text())) {
                    lines.add(new Line(person.uid(), number));
                }
            }
        }
        batch(
                handle,
                "INSERT INTO directory_numbers (uid, number, tail, national, shared) VALUES (:uid,"
                        + " :number, :tail, :national, :shared)",
                lines,
                (row, line) ->
                        row.bind("uid", line.uid())
                                .bind("number", line.number().text())
                                .bind("tail", line.number().tail())
                                .bind("national", line.number().national())
                                .bind("shared", line.number().shared() ? 1 : 0));
    }

    private static void removeNumbers(Handle handle, List<String> uids) {
        batch(
                handle,
                "DELETE FROM directory_numbers WHERE uid = :uid",
                uids,
                (row, uid) -> row.bind("uid", uid));
    }

    private Set<PhoneNumbers.Dialled> dialled(Person person) {
        String phone = person.phone();
        boolean customer = person.kind() != Person.Kind.TECHNICIAN;
        return phone == null || !customer ? Set.of() : numbers.all(phone);
    }

    private int devices(List<com.ninja3cx.server.ninjaone.Device> wanted) {
        Map<Integer, String> known = new HashMap<>();
        database.read(
                handle -> {
                    handle.createQuery(
                                    "SELECT id, organization_id, name, kind, owner_uid, offline"
                                            + " FROM directory_devices")
                            .map(
                                    (row, context) ->
                                            known.put(
                                                    row.getInt("id"),
                                                    row.getInt("organization_id")
                                                            + "|"
                                                            + row.getString("name")
                                                            + "|"
                                                            + row.getString("kind")
                                                            + "|"
                                                            + row.getString("owner_uid")
                                                            + "|"
                                                            + (row.getInt("offline") != 0)))
                            .list();
                    return true;
                });
        List<com.ninja3cx.server.ninjaone.Device> news = new ArrayList<>();
        for (var each : wanted) {
            String now =
                    each.organizationId()
                            + "|"
                            + each.name()
                            + "|"
                            + each.nodeClass()
                            + "|"
                            + each.ownerUid()
                            + "|"
                            + each.offline();
            if (!now.equals(known.remove(each.id()))) {
                news.add(each);
            }
        }
        inBatches(
                news,
                (handle, some) ->
                        batch(
                                handle,
                                """
                                INSERT INTO directory_devices (id, organization_id, name, kind,
                                    owner_uid, offline)
                                VALUES (:id, :organization, :name, :kind, :owner, :offline)
                                ON CONFLICT (id) DO UPDATE SET
                                    organization_id = excluded.organization_id,
                                    name = excluded.name, kind = excluded.kind,
                                    owner_uid = excluded.owner_uid, offline = excluded.offline
                                """,
                                some,
                                (row, each) ->
                                        row.bind("id", each.id())
                                                .bind("organization", each.organizationId())
                                                .bind("name", each.name())
                                                .bind("kind", each.nodeClass())
                                                .bind("owner", each.ownerUid())
                                                .bind("offline", each.offline() ? 1 : 0)));
        inBatches(
                List.copyOf(known.keySet()),
                (handle, some) ->
                        batch(
                                handle,
                                "DELETE FROM directory_devices WHERE id = :id",
                                some,
                                (row, id) -> row.bind("id", id)));
        return news.size() + known.size();
    }

    private static @Nullable String email(Person person) {
        String email = person.email();
        return email == null ? null : email.strip().toLowerCase(Locale.ROOT);
    }

    private String search(Person person) {
        var words =
                new StringBuilder(
                        People.plain(
                                person.lastName()
                                        + " "
                                        + person.firstName()
                                        + " "
                                        + person.lastName()
                                        + " "
                                        + Objects.requireNonNullElse(person.email(), "")));
        dialled(person).forEach(number -> words.append(' ').append(number.national()));
        return words.toString();
    }

    /// Changes with everything that is stored of a person, and with the way numbers are read.
    private String fingerprint(Person person) {
        return HexFormat.of().formatHex(Sha256.of(numbers.country() + person), 0, 12);
    }

    private interface Rows<T> {
        void write(Handle handle, List<T> some);
    }

    private <T> void inBatches(List<T> all, Rows<T> rows) {
        for (int from = 0; from < all.size(); from += BATCH) {
            List<T> some = all.subList(from, Math.min(all.size(), from + BATCH));
            database.write(
                    handle -> {
                        rows.write(handle, some);
                        return true;
                    });
        }
    }

    private interface Binding<T> {
        PreparedBatch bind(PreparedBatch row, T value);
    }

    private static <T> void batch(Handle handle, String sql, List<T> all, Binding<T> binding) {
        if (all.isEmpty()) {
            return;
        }
        try (PreparedBatch batch = handle.prepareBatch(sql)) {
            all.forEach(each -> binding.bind(batch, each).add());
            batch.execute();
        }
    }
}
