package com.ninja3cx.server.ticket.delivery;

/// Named moments in the life of a write; tests let the server die at each of them.
public enum OutboxPoint {
    /// SENDING is stored, nothing was sent.
    BEFORE_REQUEST,
    /// The answer was read, nothing of it is stored.
    REPLY_READ,
    /// Inside the transaction that stores the answer.
    BEFORE_COMMIT,
    /// The answer is stored.
    AFTER_COMMIT
}
