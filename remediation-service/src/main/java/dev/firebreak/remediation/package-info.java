/** Runs runbooks: one remediation per incident and runbook, under guard rails. */
@NullMarked
package dev.firebreak.remediation;

import org.jspecify.annotations.NullMarked;
