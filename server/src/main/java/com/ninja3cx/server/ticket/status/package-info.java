/// What becomes of our tickets in NinjaOne.
@NullMarked
package com.ninja3cx.server.ticket.status;

import org.jspecify.annotations.NullMarked;
