package com.ninja3cx.server.db;

import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The disk of the database is full, or does not take what is written: the transaction changed
/// nothing.
public final class StorageFull extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final String POSTGRES_DISK_FULL = "53100";

    private StorageFull(SQLException cause) {
        super("the database cannot write: " + cause.getMessage(), cause);
    }

    /// The same fault under its name, where it is this one.
    static Optional<StorageFull> of(@Nullable Throwable fault) {
        for (Throwable each = fault; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql && full(sql)) {
                return Optional.of(new StorageFull(sql));
            }
        }
        return Optional.empty();
    }

    private static boolean full(SQLException fault) {
        if (fault instanceof SQLiteException sqlite) {
            SQLiteErrorCode code = sqlite.getResultCode();
            return code == SQLiteErrorCode.SQLITE_FULL
                    || code == SQLiteErrorCode.SQLITE_IOERR_WRITE
                    || code == SQLiteErrorCode.SQLITE_IOERR_FSYNC
                    || code == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE;
        }
        return POSTGRES_DISK_FULL.equals(fault.getSQLState());
    }
}
