/** Who is told after how long, as agreed when the incident opened. */
@NullMarked
package dev.firebreak.incident.escalation;

import org.jspecify.annotations.NullMarked;
