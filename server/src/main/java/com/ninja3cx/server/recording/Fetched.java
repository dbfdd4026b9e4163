package com.ninja3cx.server.recording;

import com.ninja3cx.server.i18n.Words;
import java.nio.file.Path;

/// How fetching a recording ended.
sealed interface Fetched {

    /// It lies in `file`.
    record Here(Path file) implements Fetched {}

    /// It may work later: the PBX is not reachable, or has not written it yet.
    record NotNow(Words why) implements Fetched {}

    /// It will never work this way.
    record Never(Words why) implements Fetched {}
}
