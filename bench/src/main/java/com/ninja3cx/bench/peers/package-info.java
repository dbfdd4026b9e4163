@NullMarked
package com.ninja3cx.bench.peers;

import org.jspecify.annotations.NullMarked;
