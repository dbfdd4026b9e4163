/// Who is on the line and what is known of them, for the technician who is about to answer.
@NullMarked
package com.ninja3cx.server.context;

import org.jspecify.annotations.NullMarked;
