package com.ninja3cx.simulator.ninjaone;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Something that goes wrong with a request.
public sealed interface Fault {

    /// The work is done, the answer never arrives: the connection closes without a byte.
    record LoseReply() implements Fault {}

    /// The connection closes without a byte and the work is done only `after` that, by the clock of
    /// [Options].
    record LandLater(Duration after) implements Fault {}

    /// The connection closes without a byte and nothing is done.
    record DropConnection() implements Fault {}

    /// The answer takes this long (real time), the work is done at once.
    record Delay(Duration by) implements Fault {}

    /// 500 of the application family; `workDone` says whether the request took effect all the same.
    record ServerError(boolean workDone) implements Fault {}

    /// A web page where JSON should be: what a rate limit or a proxy answers. Nothing is done.
    record HtmlPage(int status, @Nullable Duration retryAfter) implements Fault {}

    /// A proper 429. Nothing is done.
    record TooManyRequests(@Nullable Duration retryAfter) implements Fault {}

    /// The access token of this request is dead from now on: 401.
    record ExpiredToken() implements Fault {}
}
