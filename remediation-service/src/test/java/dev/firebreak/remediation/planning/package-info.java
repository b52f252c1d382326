@NullMarked
package dev.firebreak.remediation.planning;

import org.jspecify.annotations.NullMarked;
