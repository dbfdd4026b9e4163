@NullMarked
package com.ninja3cx.speech.vad;

import org.jspecify.annotations.NullMarked;
