@NullMarked
package dev.firebreak.remediation.action.breaker;

import org.jspecify.annotations.NullMarked;
