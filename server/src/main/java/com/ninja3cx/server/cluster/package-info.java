/// Hints between the parts of the server: what changed, never the truth itself.
@NullMarked
package com.ninja3cx.server.cluster;

import org.jspecify.annotations.NullMarked;
