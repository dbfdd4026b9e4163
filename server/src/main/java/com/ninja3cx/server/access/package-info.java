/// Who may do what: API keys, scopes, browser sessions.
@NullMarked
package com.ninja3cx.server.access;

import org.jspecify.annotations.NullMarked;
