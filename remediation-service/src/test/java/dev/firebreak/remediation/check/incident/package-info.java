@NullMarked
package dev.firebreak.remediation.check.incident;

import org.jspecify.annotations.NullMarked;
