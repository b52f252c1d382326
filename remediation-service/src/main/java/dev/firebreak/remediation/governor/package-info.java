/** The bounds on automation: kill switch, budgets, cooldown, staleness. */
@NullMarked
package dev.firebreak.remediation.governor;

import org.jspecify.annotations.NullMarked;
