package com.ninja3cx.simulator.ninjaone;

/// A mail that NinjaOne would have sent because something public was written to a ticket.
public record Mail(int ticketId, String to, String text) {}
