@NullMarked
package com.ninja3cx.simulator.sounds;

import org.jspecify.annotations.NullMarked;
