package com.ninja3cx.server.ticket;

import com.ninja3cx.server.db.TestPostgres;
import com.ninja3cx.server.settings.Settings;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresTicketStoreTest extends TicketStoreContract {

    private static TestPostgres postgres;

    @BeforeAll
    static void start() throws Exception {
        postgres = TestPostgres.start();
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @Override
    Settings.Storage storage(Path folder) throws Exception {
        return postgres.emptyDatabase();
    }
}
