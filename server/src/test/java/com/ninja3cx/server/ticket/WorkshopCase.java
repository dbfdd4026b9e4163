package com.ninja3cx.server.ticket;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A test with a workshop of its own, whose directory was copied from NinjaOne.
public abstract class WorkshopCase {

    @TempDir protected Path folder;
    protected Workshop shop;

    @BeforeEach
    void openShop() throws Exception {
        shop = new Workshop(folder);
        shop.synchronise();
    }

    @AfterEach
    void closeShop() {
        shop.close();
    }
}
