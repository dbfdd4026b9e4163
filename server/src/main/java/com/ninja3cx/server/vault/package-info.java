/// Secrets at rest: encrypted values in the database.
@NullMarked
package com.ninja3cx.server.vault;

import org.jspecify.annotations.NullMarked;
