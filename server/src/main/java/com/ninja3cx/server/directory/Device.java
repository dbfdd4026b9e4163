package com.ninja3cx.server.directory;

/// A machine assigned to somebody.
///
/// @param id what NinjaOne calls `nodeId`
public record Device(int id, int organizationId, String name, String kind, boolean offline) {}
