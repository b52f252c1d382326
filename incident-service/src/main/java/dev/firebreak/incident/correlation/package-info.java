/** Which alerts belong together: one open incident per key. */
@NullMarked
package dev.firebreak.incident.correlation;

import org.jspecify.annotations.NullMarked;
