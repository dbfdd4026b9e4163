/// From an ended call to one ticket in NinjaOne: drafts a person can correct, a countdown, and an
/// outbox that delivers each write exactly once.
@NullMarked
package com.ninja3cx.server.ticket;

import org.jspecify.annotations.NullMarked;
