@NullMarked
package com.ninja3cx.speech.live;

import org.jspecify.annotations.NullMarked;
