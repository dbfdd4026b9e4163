package com.ninja3cx.server.directory;

import com.ninja3cx.server.Service;
import com.ninja3cx.server.UncutRounds;
import com.ninja3cx.server.db.Leases;
import com.ninja3cx.server.ninjaone.NinjaOne;
import com.ninja3cx.server.ninjaone.NinjaOneException;
import com.ninja3cx.server.ninjaone.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Copies contacts, users and organisations from NinjaOne at start and every 15 minutes; one node
/// at a time. What was copied before stays usable while NinjaOne is away.
public final class DirectorySync implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(DirectorySync.class);
    private static final Duration EVERY = Duration.ofMinutes(15);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);
    private static final Duration LEASE = Duration.ofMinutes(10);

    private final NinjaOne ninja;
    private final Directory directory;
    private final Leases leases;
    private final Runnable afterwards;
    private final String node = UUID.randomUUID().toString();
    private @Nullable UncutRounds rounds;

    /// @param afterwards called after each successful copy
    public DirectorySync(NinjaOne ninja, Directory directory, Leases leases, Runnable afterwards) {
        this.ninja = ninja;
        this.directory = directory;
        this.leases = leases;
        this.afterwards = afterwards;
    }

    @Override
    public void start() {
        // A token being renewed must not be lost: it may already have replaced the old one.
        rounds = new UncutRounds("directory", LAST_WORDS, () -> once() ? EVERY : AFTER_FAILURE);
    }

    /// One copy. False = NinjaOne did not give it.
    public boolean once() {
        var lease = leases.acquire("directory", node, LEASE);
        if (lease.isEmpty()) {
            return true;
        }
        try {
            List<Person> people = new ArrayList<>(ninja.contacts());
            people.addAll(ninja.users());
            int size = people.size();
            int changed = directory.copy().take(ninja.organizations(), people, devices());
            LOG.info("ninja directory copied: {} people, {} changes", size, changed);
            afterwards.run();
            return true;
        } catch (NinjaOneException e) {
            LOG.warn("ninja directory not copied, error {}", e.failure().line());
            return false;
        } catch (RuntimeException e) {
            LOG.error("ninja directory not copied, error", e);
            return false;
        } finally {
            leases.release(lease.get());
        }
    }

    /// Not every instance lets its devices be seen: people are worth copying all the same.
    private @Nullable List<com.ninja3cx.server.ninjaone.Device> devices() {
        try {
            return ninja.devices();
        } catch (NinjaOneException e) {
            LOG.warn("ninja devices not copied, error {}", e.failure().line());
            return null;
        }
    }

    @Override
    public void close() {
        if (rounds != null) {
            rounds.close();
        }
    }
}
