@NullMarked
package com.ninja3cx.bench.revision;

import org.jspecify.annotations.NullMarked;
