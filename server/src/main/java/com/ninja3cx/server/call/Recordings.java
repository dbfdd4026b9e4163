package com.ninja3cx.server.call;

import org.jdbi.v3.core.Handle;

/// Takes care of the recordings that calls name.
@FunctionalInterface
public interface Recordings {

    /// Asked in the transaction that stores a trusted, ended call for which no agent streamed. True
    /// = the recording is now awaited.
    boolean take(Handle handle, Call call);
}
