@NullMarked
package dev.firebreak.remediation.action.prometheus;

import org.jspecify.annotations.NullMarked;
