/// The screens: templates rendered on the server, their words in two languages, and the files
/// beside them.
@NullMarked
package com.ninja3cx.server.web.pages;

import org.jspecify.annotations.NullMarked;
