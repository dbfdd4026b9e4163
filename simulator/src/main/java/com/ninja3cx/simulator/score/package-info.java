@NullMarked
package com.ninja3cx.simulator.score;

import org.jspecify.annotations.NullMarked;
