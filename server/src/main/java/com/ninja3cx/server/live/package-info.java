/// Sockets: agents sending sound, browsers watching words appear.
@NullMarked
package com.ninja3cx.server.live;

import org.jspecify.annotations.NullMarked;
