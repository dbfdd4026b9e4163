package com.ninja3cx.server.live;

import com.ninja3cx.protocol.ServerMessage;

/// Whoever is to hear what becomes of a channel's sound: a stream on an agent's connection.
interface Listener {

    /// Words or the removal of words; called on the channel's own thread.
    void tell(ServerMessage message);

    /// Nothing more of this channel is stored for now: its sound must come again, from where text
    /// is stored.
    void notStored();

    /// Text up to this moment is stored.
    void committed(long millis);
}
