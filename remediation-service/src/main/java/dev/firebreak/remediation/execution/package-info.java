/** Turns: claim a remediation, decide, do one thing, append. */
@NullMarked
package dev.firebreak.remediation.execution;

import org.jspecify.annotations.NullMarked;
