package com.ninja3cx.server.settings;

import com.ninja3cx.server.i18n.Words;

/// One wrong setting: which key, where it was written, what is wrong and what is allowed.
public record SettingsProblem(String key, String source, Words words) {}
