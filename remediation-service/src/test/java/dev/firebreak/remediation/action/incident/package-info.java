@NullMarked
package dev.firebreak.remediation.action.incident;

import org.jspecify.annotations.NullMarked;
