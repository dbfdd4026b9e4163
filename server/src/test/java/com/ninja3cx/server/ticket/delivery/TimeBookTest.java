package com.ninja3cx.server.ticket.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.server.ticket.Talk;
import com.ninja3cx.server.ticket.closing.TimeBook;
import com.ninja3cx.server.ticket.outbox.Intent;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Minutes of technicians, each booked once.
class TimeBookTest extends DeliveryCase {

    @Test
    void aMinuteOfATechnicianIsBookedOnceHoweverManyCallsHoldIt() {
        Instant end = shop.clock.instant();
        var book = shop.feature.book;
        var first = Talk.call("call_a", "201", end, 600);
        var within = Talk.call("call_b", "201", end.minusSeconds(60), 120);
        var longer = Talk.call("call_c", "201", end.plusSeconds(120), 300);
        var other = Talk.call("call_d", "202", end, 600);

        assertThat(booked(book, first)).isEqualTo(600);
        assertThat(booked(book, first)).isZero();
        assertThat(booked(book, within)).isZero();
        assertThat(booked(book, longer)).isEqualTo(120);
        assertThat(booked(book, other)).isEqualTo(600);
        assertThat(booked(book, Talk.call("call_a", "201", end.plusSeconds(300), 900)))
                .isEqualTo(180);
    }

    @Test
    void roundingIsByCallAndTheRestIsNotRoundedAgain() {
        var settings =
                new Settings.Outbox(
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(120),
                        5,
                        null,
                        Duration.ZERO,
                        Settings.TimeTracking.BILLABLE,
                        Duration.ofMinutes(15),
                        false);
        var book = new TimeBook(shop.database, settings);
        Instant end = shop.clock.instant();

        assertThat(booked(book, Talk.call("call_a", "201", end, 61))).isEqualTo(900);
        assertThat(booked(book, Talk.call("call_a", "201", end.plusSeconds(300), 361))).isZero();
        assertThat(booked(book, Talk.call("call_a", "201", end.plusSeconds(900), 961)))
                .isEqualTo(900);
    }

    /// Books a call on an entry of its own.
    private int booked(TimeBook book, com.ninja3cx.server.call.Call call) {
        return shop.database.write(
                handle -> {
                    var share = book.open(handle, call);
                    if (share.isEmpty()) {
                        return 0;
                    }
                    String entry =
                            shop.outbox.append(
                                    handle,
                                    Talk.draft(shop, handle),
                                    new Intent.TrackTime("x", 1),
                                    7);
                    book.book(handle, entry, share.get());
                    return share.get().seconds();
                });
    }
}
