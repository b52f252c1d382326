/** What must come together before alerts make an incident: counted by their own times, exactly. */
@NullMarked
package dev.firebreak.incident.threshold;

import org.jspecify.annotations.NullMarked;
