/// From a call to one ticket in NinjaOne. This package only puts the parts together: `draft` is
/// what a ticket will say, `outbox` the writes as rows, `closing` makes writes of a draft,
/// `delivery` brings them to NinjaOne, `desk` is the work of people and programs on drafts,
/// `status` what becomes of tickets, `api` all of it over HTTP. Each knows only those before it.
@NullMarked
package com.ninja3cx.server.ticket;

import org.jspecify.annotations.NullMarked;
