/** Incidents that time alone moves on. */
@NullMarked
package dev.firebreak.incident.deadline;

import org.jspecify.annotations.NullMarked;
