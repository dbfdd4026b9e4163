/// Sound kept or fetched after the call, and its better transcript.
@NullMarked
package com.ninja3cx.server.recording;

import org.jspecify.annotations.NullMarked;
