/** How much waits, wherever that is counted. */
@NullMarked
package dev.firebreak.remediation.check.queue;

import org.jspecify.annotations.NullMarked;
