/** What a check is: looks, changes nothing. */
@NullMarked
package dev.firebreak.remediation.check;

import org.jspecify.annotations.NullMarked;
