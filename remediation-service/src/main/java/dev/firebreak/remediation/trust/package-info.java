/** How far steps may go by what they have earned. */
@NullMarked
package dev.firebreak.remediation.trust;

import org.jspecify.annotations.NullMarked;
