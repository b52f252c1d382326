/** Records that no service could handle: kept, shown, sent again or discarded, each with who and why. */
@NullMarked
package dev.firebreak.incident.deadletter;

import org.jspecify.annotations.NullMarked;
