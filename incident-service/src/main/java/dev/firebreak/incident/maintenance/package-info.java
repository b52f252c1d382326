/** Times in which work is expected: those of the catalogue and those that people announce. */
@NullMarked
package dev.firebreak.incident.maintenance;

import org.jspecify.annotations.NullMarked;
