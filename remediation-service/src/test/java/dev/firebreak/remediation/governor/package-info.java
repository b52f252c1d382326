@NullMarked
package dev.firebreak.remediation.governor;

import org.jspecify.annotations.NullMarked;
