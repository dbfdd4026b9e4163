package com.ninja3cx.speech.whisper;

import java.util.List;

/// The languages of Whisper in the order of their tokens. Older models end before the last one.
public final class Languages {

    public static final List<String> CODES =
            List.of(
                    ("en zh de es ru ko fr ja pt tr pl ca nl ar sv it id hi fi vi he uk el ms cs ro"
                                    + " da hu ta no th ur hr bg lt la mi ml cy sk te fa lv bn sr az"
                                    + " sl kn et mk br eu is hy ne mn bs kk sq sw gl mr pa si km sn"
                                    + " yo so af oc ka be tg sd gu am yi lo uz fo ht ps tk nn mt sa"
                                    + " lb my bo tl mg as tt haw ln ha ba jw su yue")
                            .split(" "));

    private Languages() {}

    /// Whether this code, such as `fr`, is the name of one.
    public static boolean known(String code) {
        return CODES.contains(code);
    }
}
