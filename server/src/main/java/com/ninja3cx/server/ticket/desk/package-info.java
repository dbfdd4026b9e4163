/// Work on drafts: one is made for each call, people correct, hold, send and discard it, programs
/// ask for theirs.
@NullMarked
package com.ninja3cx.server.ticket.desk;

import org.jspecify.annotations.NullMarked;
