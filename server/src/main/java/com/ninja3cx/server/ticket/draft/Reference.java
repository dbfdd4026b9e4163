package com.ninja3cx.server.ticket.draft;

import java.util.random.RandomGenerator;

/// Short marks that people can read aloud: no letter or digit that looks or sounds like another.
public final class Reference {

    private static final String ALPHABET = "23456789ACDEFGHJKLMNPQRTUVWXYZ";

    private Reference() {}

    /// `[3CX-7K2M]` with so many characters after the dash.
    static String random(RandomGenerator random, int length) {
        var mark = new StringBuilder("[3CX-");
        for (int i = 0; i < length; i++) {
            mark.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return mark.append(']').toString();
    }

    /// `draft_` and the like with 80 random bits.
    public static String id(RandomGenerator random, String kind) {
        return kind
                + "_"
                + "%010x%010x"
                        .formatted(
                                random.nextLong() & 0xff_ffff_ffffL,
                                random.nextLong() & 0xff_ffff_ffffL);
    }

    /// The mark of the n-th thing written for a reference, such as `[3CX-7K2M/2]`.
    public static String marker(String reference, int ordinal) {
        return ordinal == 1 ? reference : reference.replace("]", "/" + ordinal + "]");
    }
}
