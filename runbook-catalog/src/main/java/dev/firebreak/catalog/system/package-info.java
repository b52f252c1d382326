/** A system: severity levels, services, receivers, escalation, thresholds. */
@NullMarked
package dev.firebreak.catalog.system;

import org.jspecify.annotations.NullMarked;
