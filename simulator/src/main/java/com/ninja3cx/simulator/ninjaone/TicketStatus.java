package com.ninja3cx.simulator.ninjaone;

/// A step in a ticket's life. Ids belong to the tenant; nobody may assume them.
public record TicketStatus(String name, String displayName, int parentId, int statusId) {}
