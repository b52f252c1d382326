/** What all stand-ins share: requests, faults on request, rate limits. */
@NullMarked
package dev.firebreak.sandbox.call;

import org.jspecify.annotations.NullMarked;
