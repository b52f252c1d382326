/** Words for customers on a status page. */
@NullMarked
package dev.firebreak.remediation.action.statuspage;

import org.jspecify.annotations.NullMarked;
