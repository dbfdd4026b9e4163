@NullMarked
package com.ninja3cx.speech;

import org.jspecify.annotations.NullMarked;
