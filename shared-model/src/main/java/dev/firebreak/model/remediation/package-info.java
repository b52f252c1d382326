/** One execution of a runbook, its steps and the facts about it. */
@NullMarked
package dev.firebreak.model.remediation;

import org.jspecify.annotations.NullMarked;
