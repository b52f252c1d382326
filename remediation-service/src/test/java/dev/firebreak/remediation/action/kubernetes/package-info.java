@NullMarked
package dev.firebreak.remediation.action.kubernetes;

import org.jspecify.annotations.NullMarked;
