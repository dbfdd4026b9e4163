/// Reads the weights of Whisper models from the files in which they are published.
@NullMarked
package com.ninja3cx.speech.weights;

import org.jspecify.annotations.NullMarked;
