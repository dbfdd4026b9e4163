/// The command lines of all parts, in the caller's language.
@NullMarked
package com.ninja3cx.protocol.cli;

import org.jspecify.annotations.NullMarked;
