@NullMarked
package com.ninja3cx.simulator.cli;

import org.jspecify.annotations.NullMarked;
