/** Alerts that end and begin again and again: they count as firing until they have been quiet. */
@NullMarked
package dev.firebreak.incident.flapping;

import org.jspecify.annotations.NullMarked;
