/// Sentences for people, in French and English.
@NullMarked
package com.ninja3cx.server.i18n;

import org.jspecify.annotations.NullMarked;
