/// `bench tickets`: servers that are killed while they write tickets.
@NullMarked
package com.ninja3cx.bench.tickets;

import org.jspecify.annotations.NullMarked;
