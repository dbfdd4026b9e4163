@NullMarked
package com.ninja3cx.bench.live;

import org.jspecify.annotations.NullMarked;
