/** Which version production ran when, so that an incident can name its suspect and the last good one. */
@NullMarked
package dev.firebreak.incident.deployment;

import org.jspecify.annotations.NullMarked;
