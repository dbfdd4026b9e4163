@NullMarked
package com.ninja3cx.speech.audio;

import org.jspecify.annotations.NullMarked;
