package com.ninja3cx.server.ticket.draft;

import java.util.Locale;
import java.util.Optional;

/// Drafts for reading: what other features show and tell about them.
public final class DraftViews {

    private final DraftStore store;

    public DraftViews(DraftStore store) {
        this.store = store;
    }

    public Optional<DraftView> find(String id, Locale locale) {
        return store.find(id).map(draft -> DraftView.of(draft, locale));
    }

    public Optional<DraftView> ofCall(String callId, Locale locale) {
        return store.ofCall(callId).map(draft -> DraftView.of(draft, locale));
    }
}
