/// From a draft to the outbox: which writes a draft and its call become, what time is booked, what
/// a person wishes beside it.
@NullMarked
package com.ninja3cx.server.ticket.closing;

import org.jspecify.annotations.NullMarked;
