package com.ninja3cx.server.ticket;

import com.ninja3cx.server.settings.Settings;
import java.nio.file.Path;

class SqliteTicketStoreTest extends TicketStoreContract {

    @Override
    Settings.Storage storage(Path folder) {
        return new Settings.Storage.Sqlite(folder.resolve("database.sqlite"));
    }
}
