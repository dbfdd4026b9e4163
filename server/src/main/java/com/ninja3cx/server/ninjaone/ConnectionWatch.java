package com.ninja3cx.server.ninjaone;

import com.ninja3cx.server.Service;
import com.ninja3cx.server.UncutRounds;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps an eye on the connection: checks it at start and every hour, sooner after a failure or a
/// new authorisation, and says aloud what is wrong: in the log, in `/health`, on the page.
public final class ConnectionWatch implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionWatch.class);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration AFTER_TROUBLE = Duration.ofMinutes(5);
    private static final Duration GLANCE = Duration.ofSeconds(5);
    private static final Duration LAST_WORDS = Duration.ofSeconds(4);

    private final NinjaOne ninja;
    private final Checkup checkup;
    private final InstantSource clock;
    private final Runnable connected;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Report report;
    private @Nullable Connection seen;
    private @Nullable UncutRounds rounds;

    /// @param connected called when a technician's authorisation is there again after it was not
    public ConnectionWatch(
            NinjaOne ninja, Checkup checkup, InstantSource clock, Runnable connected) {
        this.ninja = ninja;
        this.checkup = checkup;
        this.clock = clock;
        this.connected = connected;
    }

    @Override
    public void start() {
        // A token being renewed must not be lost.
        rounds = new UncutRounds("ninja-watch", LAST_WORDS, this::round);
    }

    private Duration round() {
        try {
            glance();
        } catch (RuntimeException e) {
            LOG.error("ninja connection not checked, error", e);
        }
        return GLANCE;
    }

    /// Looks whether the authorisation changed, and checks everything when it is time to.
    void glance() {
        Connection now = ninja.connection();
        Connection before = seen;
        seen = now;
        boolean changed =
                before != null
                        && (before.state() != now.state()
                                || !Objects.equals(before.authorisedAt(), now.authorisedAt()));
        if (changed && now.state() == Connection.State.TECHNICIAN) {
            LOG.info("ninja authorised by a technician: waiting tickets go on");
            connected.run();
        }
        if (changed || due()) {
            check();
        }
    }

    private boolean due() {
        Report last = report;
        if (last == null) {
            return true;
        }
        Duration patience = last.worst() == Finding.Level.WRONG ? AFTER_TROUBLE : EVERY;
        return !clock.instant().isBefore(last.at().plus(patience));
    }

    /// Checks now.
    public Report check() {
        lock.lock();
        try {
            Report last = report;
            Report fresh = checkup.run();
            report = fresh;
            seen = ninja.connection();
            for (Finding finding : fresh.wrong()) {
                LOG.error(
                        "ninja {}: {}; error {}",
                        finding.code(),
                        finding.words().english(),
                        finding.code());
            }
            boolean better = fresh.wrong().isEmpty() && (last == null || !last.wrong().isEmpty());
            if (better) {
                LOG.info(
                        "ninja connection checked: {} findings, none wrong",
                        fresh.findings().size());
            }
            return fresh;
        } finally {
            lock.unlock();
        }
    }

    /// The last check's result; empty before the first.
    public Optional<Report> report() {
        return Optional.ofNullable(report);
    }

    /// State and codes for monitors; nothing secret, no name.
    public Map<String, Object> health() {
        Map<String, Object> view = new LinkedHashMap<>();
        Connection connection = ninja.connection();
        Report last = report;
        String state;
        if (connection.state() == Connection.State.LOST) {
            state = "authorise_again";
        } else if (last == null) {
            state = "checking";
        } else {
            state = last.wrong().isEmpty() ? "ok" : "wrong";
        }
        view.put("state", state);
        view.put("authorisation", connection.state().name().toLowerCase(Locale.ROOT));
        if (last != null) {
            view.put("checkedAt", last.at().toString());
            view.put(
                    "wrong", last.wrong().stream().map(Finding::code).collect(Collectors.toList()));
        }
        Instant lost = connection.lostAt();
        if (lost != null) {
            view.put("since", lost.toString());
        }
        return view;
    }

    @Override
    public void close() {
        if (rounds != null) {
            rounds.close();
        }
    }
}
