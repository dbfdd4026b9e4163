/// Telephone calls: what the PBX and the agents told about them.
@NullMarked
package com.ninja3cx.server.call;

import org.jspecify.annotations.NullMarked;
