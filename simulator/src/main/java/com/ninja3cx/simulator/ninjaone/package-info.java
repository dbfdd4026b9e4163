@NullMarked
package com.ninja3cx.simulator.ninjaone;

import org.jspecify.annotations.NullMarked;
