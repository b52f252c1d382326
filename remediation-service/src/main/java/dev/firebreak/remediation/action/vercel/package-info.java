/** Vercel: roll back, promote. */
@NullMarked
package dev.firebreak.remediation.action.vercel;

import org.jspecify.annotations.NullMarked;
