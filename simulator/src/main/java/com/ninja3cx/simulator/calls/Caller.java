package com.ninja3cx.simulator.calls;

import java.util.List;

/// Who telephones in a demonstration call, and what the ticket should therefore say.
///
/// @param number as the PBX shows it
/// @param requester first and last name of the contact with that number in the simulated NinjaOne
/// @param organisation that contact's customer
/// @param titleNames words of which the title must hold one: what is broken
public record Caller(
        String number, String requester, String organisation, List<String> titleNames) {

    public Caller {
        titleNames = List.copyOf(titleNames);
    }
}
