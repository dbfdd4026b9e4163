package com.ninja3cx.server.web.pages;

import com.ninja3cx.server.ninjaone.Connection;
import com.ninja3cx.server.ninjaone.NinjaFeature;
import com.ninja3cx.server.ninjaone.Report;
import com.ninja3cx.server.ninjaone.SignIn;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the page about NinjaOne shows, ready to be written.
///
/// @param state `unset`, `new`, `good`, `machine`, `lost` or `wrong`
/// @param since when the state began, for a person; empty when unknown
/// @param answer how an authorisation just ended; empty when none did
/// @param checked when the check ran, for a person; empty before the first
/// @param granted scopes that NinjaOne granted
public record NinjaView(
        String state,
        String since,
        boolean answerGood,
        String answer,
        String host,
        String redirect,
        String checked,
        List<Line> findings,
        List<Report.Mapping> mapping,
        List<Row> boards,
        List<Row> statuses,
        List<Row> forms,
        List<Row> organizations,
        List<ScopeRow> scopes) {

    /// @param level `good`, `note` or `wrong`
    public record Line(String level, String words) {
        public String levelKey() {
            return "ninja.level." + level;
        }
    }

    /// A number to copy into `.env`.
    ///
    /// @param remark empty, `filtered`, `default`, `inactive` or names of required fields
    public record Row(int id, String name, String remark) {}

    /// @param guide the names that older guides give
    /// @param granted null = not known
    public record ScopeRow(String guide, String real, @Nullable Boolean granted) {}

    private static final int MOST_ROWS = 200;

    /// What is wrong by itself while no technician has authorised.
    private static final List<String> OF_NO_TECHNICIAN = List.of("token", "writing");

    private static final List<ScopeRow> SCOPES =
            List.of(
                    new ScopeRow("ticketing:read, contacts:read, users:read", "monitoring", null),
                    new ScopeRow("ticketing:write", "management", null),
                    new ScopeRow("–", "offline_access", null));

    public String titleKey() {
        return "ninja.state." + state;
    }

    public String whyKey() {
        return "ninja.why." + state;
    }

    /// Whether somebody authorising is what is missing.
    public boolean authorising() {
        return List.of("new", "machine", "lost").contains(state);
    }

    static NinjaView of(NinjaFeature feature, Locale locale, Optional<SignIn.Ended> ended) {
        Optional<NinjaFeature.Desk> desk = feature.desk();
        Optional<Connection> connection = desk.map(each -> each.ninja().connection());
        Optional<Report> report = desk.flatMap(each -> each.watch().report());
        var time =
                DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .withLocale(locale)
                        .withZone(ZoneId.systemDefault());
        return new NinjaView(
                state(connection, report),
                connection.flatMap(NinjaView::since).map(time::format).orElse(""),
                ended.map(SignIn.Ended::connected).orElse(false),
                ended.map(each -> each.words().in(locale)).orElse(""),
                feature.settings().baseUrl().toString(),
                feature.redirect().toString(),
                report.map(each -> time.format(each.at())).orElse(""),
                report.map(each -> lines(each, locale)).orElseGet(List::of),
                report.map(Report::mapping).orElseGet(List::of),
                rows(report, NinjaView::boards),
                rows(report, NinjaView::statuses),
                rows(report, NinjaView::forms),
                rows(report, NinjaView::organizations),
                scopes(connection));
    }

    private static String state(Optional<Connection> connection, Optional<Report> report) {
        if (connection.isEmpty()) {
            return "unset";
        }
        boolean wrong = report.stream().flatMap(each -> each.wrong().stream()).count() > 0;
        boolean onlyUnauthorised =
                report.stream()
                        .flatMap(each -> each.wrong().stream())
                        .allMatch(each -> OF_NO_TECHNICIAN.contains(each.code()));
        return switch (connection.get().state()) {
            case NEW -> onlyUnauthorised ? "new" : "wrong";
            case LOST -> "lost";
            case MACHINE -> onlyUnauthorised ? "machine" : "wrong";
            case TECHNICIAN -> wrong ? "wrong" : "good";
        };
    }

    private static Optional<Instant> since(Connection connection) {
        return Optional.ofNullable(
                connection.state() == Connection.State.LOST
                        ? connection.lostAt()
                        : connection.authorisedAt());
    }

    private static List<Line> lines(Report report, Locale locale) {
        return report.findings().stream()
                .sorted((a, b) -> b.level().compareTo(a.level()))
                .map(
                        each ->
                                new Line(
                                        each.level().name().toLowerCase(Locale.ROOT),
                                        each.words().in(locale)))
                .toList();
    }

    private interface Rows {
        List<Row> of(Report report);
    }

    private static List<Row> rows(Optional<Report> report, Rows rows) {
        return report.map(each -> rows.of(each).stream().limit(MOST_ROWS).toList())
                .orElseGet(List::of);
    }

    private static List<Row> boards(Report report) {
        return report.boards().stream()
                .map(each -> new Row(each.id(), each.name(), each.filtered() ? "filtered" : ""))
                .toList();
    }

    private static List<Row> statuses(Report report) {
        return report.statuses().stream()
                .map(each -> new Row(each.statusId(), each.displayName(), ""))
                .toList();
    }

    private static List<Row> forms(Report report) {
        return report.forms().stream()
                .map(
                        each ->
                                new Row(
                                        each.id(),
                                        each.name(),
                                        !each.active()
                                                ? "inactive"
                                                : each.required().isEmpty()
                                                        ? each.isDefault() ? "default" : ""
                                                        : String.join(", ", each.required())))
                .toList();
    }

    private static List<Row> organizations(Report report) {
        return report.organizations().stream()
                .map(each -> new Row(each.id(), each.name(), ""))
                .toList();
    }

    private static List<ScopeRow> scopes(Optional<Connection> connection) {
        return SCOPES.stream()
                .map(
                        each ->
                                new ScopeRow(
                                        each.guide(),
                                        each.real(),
                                        connection
                                                .map(Connection::scopes)
                                                .filter(granted -> !granted.isEmpty())
                                                .map(granted -> granted.contains(each.real()))
                                                .orElse(null)))
                .toList();
    }
}
