@NullMarked
package com.ninja3cx.bench;

import org.jspecify.annotations.NullMarked;
