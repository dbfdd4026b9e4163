package com.ninja3cx.simulator.threecx;

import java.net.URI;

/// What is wrong with a recording when somebody fetches it.
public sealed interface RecordingFault {

    record NotFound() implements RecordingFault {}

    /// A login page with status 200, as a management console answers without a session.
    record HtmlPage() implements RecordingFault {}

    /// The sound begins and never ends: silence for ever.
    record NeverEnds() implements RecordingFault {}

    record Redirect(URI to) implements RecordingFault {}

    record Slow(int bytesPerSecond) implements RecordingFault {}

    /// The announced length is right, but the connection closes after this many bytes.
    record Truncated(int afterBytes) implements RecordingFault {}
}
