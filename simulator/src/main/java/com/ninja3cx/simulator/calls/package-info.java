@NullMarked
package com.ninja3cx.simulator.calls;

import org.jspecify.annotations.NullMarked;
