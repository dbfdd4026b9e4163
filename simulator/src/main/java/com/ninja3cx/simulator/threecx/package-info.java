@NullMarked
package com.ninja3cx.simulator.threecx;

import org.jspecify.annotations.NullMarked;
