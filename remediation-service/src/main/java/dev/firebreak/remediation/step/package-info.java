/** What a step of a runbook asks of an action or a check. */
@NullMarked
package dev.firebreak.remediation.step;

import org.jspecify.annotations.NullMarked;
