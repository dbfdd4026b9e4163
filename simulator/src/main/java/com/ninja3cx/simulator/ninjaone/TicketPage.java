package com.ninja3cx.simulator.ninjaone;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// What a person sees who opens a ticket's address in a browser: `/#/ticketing/ticket/1001`, as in
/// the real service, plainly marked as simulated.
final class TicketPage {

    private static final String HTML = read();

    private TicketPage() {}

    static Reply reply() {
        return Reply.page(HTML);
    }

    private static String read() {
        try (InputStream in =
                Objects.requireNonNull(
                        TicketPage.class.getResourceAsStream("/ninjaone/ticket.html"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
