/// Drafts, tickets and the outbox over HTTP.
@NullMarked
package com.ninja3cx.server.ticket.api;

import org.jspecify.annotations.NullMarked;
