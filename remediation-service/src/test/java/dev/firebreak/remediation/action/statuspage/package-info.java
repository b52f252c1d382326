@NullMarked
package dev.firebreak.remediation.action.statuspage;

import org.jspecify.annotations.NullMarked;
