/** Alerts that fire and are held back for a time. */
@NullMarked
package dev.firebreak.incident.hold;

import org.jspecify.annotations.NullMarked;
