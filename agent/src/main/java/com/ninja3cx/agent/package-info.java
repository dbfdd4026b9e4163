@NullMarked
package com.ninja3cx.agent;

import org.jspecify.annotations.NullMarked;
