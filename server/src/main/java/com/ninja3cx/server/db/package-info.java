/// Connections, transactions and migrations, on SQLite or PostgreSQL.
@NullMarked
package com.ninja3cx.server.db;

import org.jspecify.annotations.NullMarked;
