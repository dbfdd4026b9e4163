@NullMarked
package com.ninja3cx.speech.whisper;

import org.jspecify.annotations.NullMarked;
