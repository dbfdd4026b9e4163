@NullMarked
package com.ninja3cx.bench.measure;

import org.jspecify.annotations.NullMarked;
