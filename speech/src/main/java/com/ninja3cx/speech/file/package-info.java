@NullMarked
package com.ninja3cx.speech.file;

import org.jspecify.annotations.NullMarked;
