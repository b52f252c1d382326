/** What is known of the system's incidents. */
@NullMarked
package dev.firebreak.remediation.check.incident;

import org.jspecify.annotations.NullMarked;
