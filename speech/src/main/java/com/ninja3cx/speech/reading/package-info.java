@NullMarked
package com.ninja3cx.speech.reading;

import org.jspecify.annotations.NullMarked;
