@NullMarked
package com.ninja3cx.simulator.demo;

import org.jspecify.annotations.NullMarked;
