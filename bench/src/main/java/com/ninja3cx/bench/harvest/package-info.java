@NullMarked
package com.ninja3cx.bench.harvest;

import org.jspecify.annotations.NullMarked;
