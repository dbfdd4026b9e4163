/// What a ticket will say before it is one: its fields, who changed them, what the call proposes,
/// and its row in the database. Knows nothing of how it gets to NinjaOne.
@NullMarked
package com.ninja3cx.server.ticket.draft;

import org.jspecify.annotations.NullMarked;
