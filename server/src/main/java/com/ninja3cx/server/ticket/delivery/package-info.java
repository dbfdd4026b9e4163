/// Brings the outbox to NinjaOne, each write exactly once: requests, searches after a doubt, waits.
@NullMarked
package com.ninja3cx.server.ticket.delivery;

import org.jspecify.annotations.NullMarked;
