/// What was said: stored segments and their text forms.
@NullMarked
package com.ninja3cx.server.transcript;

import org.jspecify.annotations.NullMarked;
