/** An incident's story in sentences. */
@NullMarked
package dev.firebreak.incident.timeline;

import org.jspecify.annotations.NullMarked;
