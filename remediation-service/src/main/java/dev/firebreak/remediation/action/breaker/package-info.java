/** Circuit breakers: read, reset, over the actuator or a team's own endpoints. */
@NullMarked
package dev.firebreak.remediation.action.breaker;

import org.jspecify.annotations.NullMarked;
