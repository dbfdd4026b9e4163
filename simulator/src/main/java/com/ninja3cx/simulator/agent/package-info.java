@NullMarked
package com.ninja3cx.simulator.agent;

import org.jspecify.annotations.NullMarked;
