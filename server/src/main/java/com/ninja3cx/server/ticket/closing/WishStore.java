package com.ninja3cx.server.ticket.closing;

import com.ninja3cx.server.db.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The wishes in the database.
public final class WishStore {

    private final Database database;

    public WishStore(Database database) {
        this.database = database;
    }

    public Wishes of(String draftId) {
        return database.read(handle -> of(handle, draftId));
    }

    public Wishes of(Handle handle, String draftId) {
        return handle.createQuery("SELECT * FROM delivery_wishes WHERE draft_id = :draft")
                .bind("draft", draftId)
                .map(
                        (row, context) ->
                                new Wishes(
                                        number(row, "append_to"),
                                        flag(number(row, "attach_recording")),
                                        number(row, "final_status")))
                .findOne()
                .orElse(Wishes.NONE);
    }

    public void save(Handle handle, String draftId, Wishes wishes) {
        Boolean attach = wishes.attachRecording();
        handle.createUpdate(
                        """
                        INSERT INTO delivery_wishes
                            (draft_id, append_to, attach_recording, final_status)
                        VALUES (:draft, :append, :attach, :status)
                        ON CONFLICT (draft_id) DO UPDATE SET append_to = excluded.append_to,
                            attach_recording = excluded.attach_recording,
                            final_status = excluded.final_status
                        """)
                .bind("draft", draftId)
                .bind("append", wishes.appendTo())
                .bind("attach", attach == null ? null : Integer.valueOf(attach ? 1 : 0))
                .bind("status", wishes.finalStatus())
                .execute();
    }

    private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }

    private static @Nullable Boolean flag(@Nullable Integer value) {
        return value == null ? null : value != 0;
    }
}
