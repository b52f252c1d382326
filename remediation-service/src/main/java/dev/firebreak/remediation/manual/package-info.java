/** What people do and tick. */
@NullMarked
package dev.firebreak.remediation.manual;

import org.jspecify.annotations.NullMarked;
