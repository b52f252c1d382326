/** Alerts that say nothing new while an incident is open which explains them. */
@NullMarked
package dev.firebreak.incident.inhibition;

import org.jspecify.annotations.NullMarked;
