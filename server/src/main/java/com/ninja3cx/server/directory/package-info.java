/// Who is behind a telephone number: NinjaOne's contacts, users and organisations, kept here.
@NullMarked
package com.ninja3cx.server.directory;

import org.jspecify.annotations.NullMarked;
