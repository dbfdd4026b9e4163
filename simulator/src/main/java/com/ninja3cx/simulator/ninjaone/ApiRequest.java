package com.ninja3cx.simulator.ninjaone;

import java.util.List;

/// A request whose route is known. `parts` are the values of the `*` in the route.
record ApiRequest(SeenRequest seen, List<String> parts, Grant grant) {

    int id(int part) {
        try {
            return Integer.parseInt(parts.get(part));
        } catch (NumberFormatException notANumber) {
            throw new Refusal(Reply.noSuchRoute());
        }
    }

    int queryInt(String name, int absent) {
        String value = seen.query().get(name);
        if (value == null || value.isEmpty()) {
            return absent;
        }
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException notANumber) {
            // The real framework treats a parameter it cannot convert as a path that does not
            // exist.
            throw new Refusal(Reply.noSuchRoute());
        }
    }
}
