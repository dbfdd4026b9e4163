@NullMarked
package com.ninja3cx.bench.calls;

import org.jspecify.annotations.NullMarked;
