package com.ninja3cx.server.directory;

import com.ninja3cx.server.db.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/// Finds people in the copy of NinjaOne's directory: by number, by words, by uid.
final class People {

    private static final int MOST_SHARING = 5_000;
    private static final int MOST_WORDS = 6;
    private static final String SELECT =
            "SELECT p.uid, p.kind, p.id, p.organization_id, p.first_name, p.last_name, p.email,"
                    + " o.name AS organization_name FROM directory_people p LEFT JOIN"
                    + " directory_organizations o ON o.id = p.organization_id ";

    private final Database database;

    People(Database database) {
        this.database = database;
    }

    private record Row(Requester requester, String kind, String email) {}

    private record Line(String uid, PhoneNumbers.Dialled number) {}

    /// The whole number first, then its last 8 digits where that cannot be another telephone.
    Caller caller(PhoneNumbers.Dialled calling) {
        return database.read(
                handle -> {
                    List<Line> found = numbers(handle, "number", calling.text());
                    if (found.isEmpty()) {
                        found = new ArrayList<>(numbers(handle, "tail", calling.tail()));
                        found.removeIf(each -> !each.number().couldBe(calling));
                    }
                    boolean shared = found.stream().anyMatch(each -> each.number().shared());
                    return caller(rows(handle, found), shared);
                });
    }

    private static List<Line> numbers(Handle handle, String column, String value) {
        return handle.createQuery(
                        "SELECT uid, number, national, shared FROM directory_numbers WHERE "
                                + column
                                + " = :value LIMIT "
                                + MOST_SHARING)
                .bind("value", value)
                .map(
                        (row, context) ->
                                new Line(
                                        row.getString("uid"),
                                        PhoneNumbers.stored(
                                                row.getString("number"),
                                                row.getString("national"),
                                                row.getInt("shared") != 0)))
                .list();
    }

    private static List<Row> rows(Handle handle, List<Line> found) {
        List<String> uids = found.stream().map(Line::uid).distinct().toList();
        List<Row> rows = new ArrayList<>();
        for (int from = 0; from < uids.size(); from += 500) {
            rows.addAll(
                    handle.createQuery(
                                    SELECT + "WHERE p.kind <> 'TECHNICIAN' AND p.uid IN (<uids>)")
                            .bindList("uids", uids.subList(from, Math.min(uids.size(), from + 500)))
                            .map(People::row)
                            .list());
        }
        rows.sort(
                java.util.Comparator.comparing((Row row) -> row.requester().name())
                        .thenComparing(row -> row.requester().uid()));
        return rows;
    }

    private static Caller caller(List<Row> rows, boolean shared) {
        List<Requester> people = distinct(rows);
        if (people.isEmpty()) {
            return new Caller.Nobody();
        }
        if (people.size() == 1 && !shared) {
            return new Caller.Known(people.getFirst());
        }
        Integer first = people.getFirst().organizationId();
        boolean same =
                people.stream().allMatch(each -> Objects.equals(each.organizationId(), first));
        return new Caller.Several(
                people.subList(0, Math.min(people.size(), Directory.MOST_CANDIDATES)),
                people.size(),
                same ? first : null);
    }

    /// Somebody who is a contact and a user too is one person: the user, who has devices.
    private static List<Requester> distinct(List<Row> rows) {
        Map<String, Row> people = new LinkedHashMap<>();
        for (Row row : rows) {
            Requester person = row.requester();
            String who =
                    row.email().isEmpty()
                            ? person.uid()
                            : row.email() + " " + person.organizationId();
            people.merge(who, row, (a, b) -> a.kind().equals("END_USER") ? a : b);
        }
        return people.values().stream().map(Row::requester).toList();
    }

    Optional<Requester> person(String uid) {
        return database.read(
                handle ->
                        handle.createQuery(SELECT + "WHERE p.uid = :uid")
                                .bind("uid", uid)
                                .map(People::row)
                                .findOne()
                                .map(Row::requester));
    }

    /// People whose name, address, number or organisation has all these words; first those whose
    /// name begins so.
    List<Requester> search(String text, int most) {
        List<String> words = words(text);
        if (words.isEmpty()) {
            return List.of();
        }
        String all = "(p.search || ' ' || COALESCE(o.search, ''))";
        var where = new StringBuilder(SELECT).append("WHERE p.kind <> 'TECHNICIAN'");
        for (int i = 0; i < words.size(); i++) {
            where.append(" AND ").append(all).append(" LIKE :w").append(i);
        }
        where.append(
                " ORDER BY CASE WHEN p.search LIKE :begin THEN 0 ELSE 1 END, p.last_name,"
                        + " p.first_name, p.uid LIMIT :most");
        return database.read(
                handle -> {
                    Query query = handle.createQuery(where.toString());
                    for (int i = 0; i < words.size(); i++) {
                        query.bind("w" + i, "%" + words.get(i) + "%");
                    }
                    return query
                            .bind("begin", words.getFirst() + "%")
                            .bind("most", most)
                            .map(People::row)
                            .list()
                            .stream()
                            .map(Row::requester)
                            .toList();
                });
    }

    /// Lower-case words without accents; signs with a meaning in LIKE are dropped. Digits of a
    /// written number stand together.
    static List<String> words(String text) {
        Set<String> words = new java.util.LinkedHashSet<>();
        String joined = plain(text).replaceAll("(?<=\\d)[ .-](?=\\d)", "");
        for (String word : joined.split("[^\\p{L}\\p{N}@.+-]+")) {
            String clean = word.replaceAll("^(\\+33|0(?=\\d{5}))", "");
            if (!clean.isBlank() && words.size() < MOST_WORDS) {
                words.add(clean);
            }
        }
        return List.copyOf(words);
    }

    static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }

    private static Row row(ResultSet row, StatementContext context) throws SQLException {
        int organization = row.getInt("organization_id");
        boolean none = row.wasNull();
        String email = row.getString("email");
        return new Row(
                new Requester(
                        row.getString("uid"),
                        (row.getString("first_name") + " " + row.getString("last_name")).strip(),
                        none ? null : organization,
                        row.getString("organization_name")),
                row.getString("kind"),
                email == null ? "" : email);
    }
}
