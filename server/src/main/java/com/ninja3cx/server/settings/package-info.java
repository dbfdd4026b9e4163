/// What the operator decides: environment over `.env` over `config/default.json`.
@NullMarked
package com.ninja3cx.server.settings;

import org.jspecify.annotations.NullMarked;
