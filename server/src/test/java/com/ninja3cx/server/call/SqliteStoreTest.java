package com.ninja3cx.server.call;

import com.ninja3cx.server.settings.Settings;
import java.nio.file.Path;

class SqliteStoreTest extends StoreContract {

    @Override
    Settings.Storage storage(Path folder) {
        return new Settings.Storage.Sqlite(folder.resolve("database.sqlite"));
    }
}
