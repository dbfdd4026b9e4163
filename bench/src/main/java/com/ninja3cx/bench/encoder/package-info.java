@NullMarked
package com.ninja3cx.bench.encoder;

import org.jspecify.annotations.NullMarked;
