@NullMarked
package com.ninja3cx.server.cli;

import org.jspecify.annotations.NullMarked;
