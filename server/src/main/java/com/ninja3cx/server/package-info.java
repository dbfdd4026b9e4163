@NullMarked
package com.ninja3cx.server;

import org.jspecify.annotations.NullMarked;
