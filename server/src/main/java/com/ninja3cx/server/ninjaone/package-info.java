/// NinjaOne's public API as far as tickets need it: tokens, look-ups, ticket writes with a known or
/// an unknown outcome. Field names are NinjaOne's own.
@NullMarked
package com.ninja3cx.server.ninjaone;

import org.jspecify.annotations.NullMarked;
