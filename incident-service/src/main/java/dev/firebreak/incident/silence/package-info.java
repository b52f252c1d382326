/** Alerts that people do not want to hear of for a time. */
@NullMarked
package dev.firebreak.incident.silence;

import org.jspecify.annotations.NullMarked;
