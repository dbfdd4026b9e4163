@NullMarked
package com.ninja3cx.protocol;

import org.jspecify.annotations.NullMarked;
