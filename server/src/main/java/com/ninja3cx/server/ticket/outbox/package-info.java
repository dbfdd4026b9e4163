/// Writes to NinjaOne as rows: in what order, who works on which, what became of them. Knows
/// nothing of requests.
@NullMarked
package com.ninja3cx.server.ticket.outbox;

import org.jspecify.annotations.NullMarked;
