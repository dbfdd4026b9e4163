/// Health of the server.
@NullMarked
package com.ninja3cx.server.ops;

import org.jspecify.annotations.NullMarked;
