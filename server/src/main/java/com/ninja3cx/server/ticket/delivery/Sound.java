package com.ninja3cx.server.ticket.delivery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Gives the recording of a call as one file people can play.
public interface Sound {

    /// Writes it anew; whoever asked deletes it.
    ///
    /// @return empty when no sound of this call is kept here
    /// @throws IOException when it cannot be written
    Optional<Path> export(String callId) throws IOException, InterruptedException;
}
