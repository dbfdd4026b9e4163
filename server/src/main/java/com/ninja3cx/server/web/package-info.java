/// The HTTP server, its error answers and headers.
@NullMarked
package com.ninja3cx.server.web;

import org.jspecify.annotations.NullMarked;
