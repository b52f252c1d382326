/** How much waits, wherever that is counted. */
@NullMarked
package dev.firebreak.remediation.action.queue;

import org.jspecify.annotations.NullMarked;
