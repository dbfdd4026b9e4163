package com.ninja3cx.server.cluster;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bus of a single node. Each subscription has a bounded queue and a virtual thread of its own,
/// so that a slow listener delays nobody else; a listener that falls [#CAPACITY] hints behind loses
/// the oldest ones.
public final class LocalBus implements Bus, AutoCloseable {

    static final int CAPACITY = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(LocalBus.class);

    private final List<QueuedListener> listeners = new CopyOnWriteArrayList<>();

    @Override
    public void publish(Hint hint) {
        listeners.forEach(each -> each.offer(hint));
    }

    @Override
    public Subscription subscribe(Consumer<Hint> listener) {
        var queued = new QueuedListener(listener, CAPACITY);
        listeners.add(queued);
        return () -> {
            listeners.remove(queued);
            queued.close();
        };
    }

    @Override
    public void close() {
        listeners.forEach(QueuedListener::close);
        LOG.debug("bus closed");
    }
}
