/// From the words of a call to what a ticket needs: title, summary, category, priority, promises.
///
/// Extractive and deterministic: every sentence shown was spoken, nothing is composed that nobody
/// said.
@NullMarked
package com.ninja3cx.server.analysis;

import org.jspecify.annotations.NullMarked;
