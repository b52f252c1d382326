/** What would be done, rendered and hashed. */
@NullMarked
package dev.firebreak.remediation.planning;

import org.jspecify.annotations.NullMarked;
