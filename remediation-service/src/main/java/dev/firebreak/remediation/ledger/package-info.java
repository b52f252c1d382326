/** The table of all attempts: for sure whether a call may have left. */
@NullMarked
package dev.firebreak.remediation.ledger;

import org.jspecify.annotations.NullMarked;
