@NullMarked
package com.ninja3cx.speech.models;

import org.jspecify.annotations.NullMarked;
