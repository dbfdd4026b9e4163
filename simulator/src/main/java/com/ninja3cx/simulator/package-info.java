@NullMarked
package com.ninja3cx.simulator;

import org.jspecify.annotations.NullMarked;
