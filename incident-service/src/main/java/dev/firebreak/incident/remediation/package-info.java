/** What remediation-service tells, kept for readers. */
@NullMarked
package dev.firebreak.incident.remediation;

import org.jspecify.annotations.NullMarked;
