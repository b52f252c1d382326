/** A request that is sent twice is done once, when the sender says that it is the same. */
@NullMarked
package dev.firebreak.incident.idempotency;

import org.jspecify.annotations.NullMarked;
